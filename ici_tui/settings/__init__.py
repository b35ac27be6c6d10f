"""What a user chose: settings, themes, named scenarios. Knows nothing of the other rooms."""
