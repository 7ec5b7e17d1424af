"""What a receiver needs before it asks: in every case, and by symptom class. One module per class; found by `triagekit.needs.told`."""
