"""Breaks one promise at a time and checks that a test notices."""
