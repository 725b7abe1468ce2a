"""What every request passes before a router sees it: headers, hosts, size, session."""
