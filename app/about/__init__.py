"""What Pibu is, what grades, what it is made of; what a bug report needs."""
