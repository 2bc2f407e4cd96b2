"""Archive -> people and tools: the brief, the explanation of a record, tables."""
