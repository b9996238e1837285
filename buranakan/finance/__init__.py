"""The books: allotments, reservations, commitments, payments, returns, in satang, append-only."""
