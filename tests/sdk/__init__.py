"""The Python package against a Runlore server, read back by the stock client."""
