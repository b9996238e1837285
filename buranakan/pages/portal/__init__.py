"""Pages for applicants and entrepreneurs: one thing at a time, on a phone, without an account."""
