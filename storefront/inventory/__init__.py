"""Stock on hand and reserved; never oversold."""
