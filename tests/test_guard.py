"""The guard that keeps the tests, and with them the program, off the network."""

import socket  # noqa: TID251 - the guard is tested with the real thing

import pytest


def test_making_a_socket_is_refused_and_remembered(no_network: list[str]) -> None:
    with pytest.raises(BaseException, match=r"reached for the network: socket\.__new__"):
        socket.socket()
    assert len(no_network) == 1
    no_network.clear()


def test_looking_up_a_host_is_refused(no_network: list[str]) -> None:
    with pytest.raises(BaseException, match=r"socket\.getaddrinfo"):
        socket.getaddrinfo("localhost", 80)
    no_network.clear()
