"""Finding names: gazetteers, the morphology of Chinese names, titles, quotes, Latin names."""
