"""The evidence document, made from what one run found; nothing raw gets past here."""
