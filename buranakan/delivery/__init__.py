"""Training rounds: sessions, trainers, roster, attendance, completion, certificates."""
