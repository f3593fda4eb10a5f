//! A recommended remedy leaves every session working and every device's relay as it was.
