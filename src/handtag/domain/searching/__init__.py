"""How the catalogue is searched: whole words, parts of words, misspellings and numbers over its vocabulary. No rows, no language."""
