"""Runlore beside MLflow and FastTrackML, on the same loads, one after the other."""
