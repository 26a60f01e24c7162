"""What a person does about her own devices, who may do it for her, and what staff answer."""
