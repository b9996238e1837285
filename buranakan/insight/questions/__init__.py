"""Questions in everyday words, answered by one sentence of sourced numbers, or refused with what can be asked."""
