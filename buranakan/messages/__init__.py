"""Letters to people: an outbox written in the action's transaction, sent afterwards; contacts verified by a code."""
