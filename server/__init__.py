"""Clean Copy: the article of a news page, its key facts, and an open account of what was taken out."""
