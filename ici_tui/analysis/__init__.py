"""Questions about an index: how far weights may move, who overtakes whom, how sure a rank is."""
