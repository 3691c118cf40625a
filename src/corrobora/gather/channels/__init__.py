"""Messages of channels and chats: exports of Telegram and WhatsApp, one document a message."""
