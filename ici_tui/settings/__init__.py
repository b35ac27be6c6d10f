"""The user's choices: settings, themes, named scenarios. Knows nothing of the other rooms."""
