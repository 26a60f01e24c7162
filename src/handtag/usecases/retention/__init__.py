"""What happens when records are old: held, proposed for removal, approved by someone else, removed."""
