"""What delivery costs; parcels and their life."""
