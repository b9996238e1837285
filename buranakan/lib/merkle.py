"""The Merkle tree of RFC 6962 (SHA-256): one root for a log, and short proofs that it holds a leaf or only grew.

Kept to the standard library and the RFC's letter, so that anyone can check our proofs with their own program.
"""

from collections.abc import Sequence
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Leaves and nodes are hashed under different prefixes, so that one can't be passed off as the other."""
    return sha256(b"\x00" + entry).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes, in order."""
    level = list(leaves)
    while len(level) > 1:
        level = _level_above(level)
    return level[0] if level else EMPTY_ROOT


def inclusion_proof(leaves: Sequence[bytes], *, index: int) -> list[bytes]:
    """The hashes that lead from one leaf to the root, lowest first."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"There is no leaf {index} in a tree of {len(leaves)}.")
    proof, level = [], list(leaves)
    while len(level) > 1:
        beside = index ^ 1
        # The last node of an odd level rises alone: it has nobody beside it.
        if beside < len(level):
            proof.append(level[beside])
        level, index = _level_above(level), index >> 1
    return proof


def verify_inclusion(leaf: bytes, *, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the leaf hash stands at that index of the tree of that size with that root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, last, reached = index, size - 1, leaf
    for beside in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            reached = _node(beside, reached)
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            reached = _node(reached, beside)
        position, last = position >> 1, last >> 1
    return last == 0 and reached == root


def consistency_proof(leaves: Sequence[bytes], *, old_size: int) -> list[bytes]:
    """The hashes that show the first `old_size` leaves unchanged at the start of this tree."""
    if not 0 <= old_size <= len(leaves):
        raise IndexError(f"A tree of {len(leaves)} never had {old_size} leaves.")
    return _consistency(leaves, old_size, is_known=True) if old_size else []


def verify_consistency(
    old_root: bytes, *, old_size: int, new_root: bytes, new_size: int, proof: Sequence[bytes]
) -> bool:
    """Whether the newer tree only added leaves to the older one (RFC 9162, 2.1.4.2)."""
    if not 0 <= old_size <= new_size:
        return False
    if old_size == 0 or old_size == new_size:
        return not proof and old_root == (new_root if old_size else EMPTY_ROOT)
    # When the old tree is a whole power of two its root is itself a node of the new tree, and is not sent.
    hashes = list(proof) if old_size & (old_size - 1) else [old_root, *proof]
    if not hashes:
        return False
    position, last = old_size - 1, new_size - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    old_reached = new_reached = hashes[0]
    for beside in hashes[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            old_reached, new_reached = _node(beside, old_reached), _node(beside, new_reached)
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            new_reached = _node(new_reached, beside)
        position, last = position >> 1, last >> 1
    return last == 0 and old_reached == old_root and new_reached == new_root


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def _level_above(level: list[bytes]) -> list[bytes]:
    above = [_node(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
    return above + level[-1:] if len(level) & 1 else above


def _consistency(leaves: Sequence[bytes], old_size: int, *, is_known: bool) -> list[bytes]:
    """`is_known`: the reader can form this subtree's old root, so it need not be sent."""
    if old_size == len(leaves):
        return [] if is_known else [root(leaves)]
    middle = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = leaves[:middle], leaves[middle:]
    if old_size <= middle:
        return [*_consistency(left, old_size, is_known=is_known), root(right)]
    return [*_consistency(right, old_size - middle, is_known=False), root(left)]
