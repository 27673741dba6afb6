"""What a shopper sees of sending: parcels, and the code to show at a pick-up point."""
