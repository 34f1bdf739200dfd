"""What Python's own parser makes of a message on standard input, as JSON."""

import json
import sys
from email import message_from_binary_file, policy

message = message_from_binary_file(sys.stdin.buffer, policy=policy.default)
parts = [part for part in message.walk() if not part.is_multipart()]
print(json.dumps({
    "defects": [str(defect) for part in message.walk() for defect in part.defects],
    "headers": {name.lower(): str(value) for name, value in message.items()},
    "from": [str(address.addr_spec) for address in message["from"].addresses],
    "kinds": [part.get_content_type() for part in message.walk()],
    "texts": [part.get_content() for part in parts if part.get_content_maintype() == "text"],
    "files": [part.get_filename() for part in message.iter_attachments() if part.get_filename()],
}))
