"""What the archive answers, once for the pages and the API: each function takes a `Question` and what is given."""
