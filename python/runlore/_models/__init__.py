"""What models of all flavors have in common: the files that describe one, and the server's record of it."""
