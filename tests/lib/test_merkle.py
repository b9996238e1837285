import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.lib import merkle

# The entries and roots that Certificate Transparency implementations check themselves with.
ENTRIES = [
    bytes.fromhex(entry)
    for entry in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    ("e3b0c442", "b855"),
    ("6e340b9c", "a01d"),
    ("fac54203", "c125"),
    ("aeb6bcfe", "6e77"),
    ("d37ee418", "14b7"),
    ("4e3bbb1f", "64d4"),
    ("76e67dad", "87ef"),
    ("ddb89be4", "4c8c"),
    ("5dc9da79", "4328"),
]
sizes = st.integers(1, 64)


def tree(size):
    return [merkle.leaf_hash(f"event {number}".encode()) for number in range(size)]


def by_the_definition(leaves):
    """The RFC's own recursive wording, as a judge of the loop we run."""
    if len(leaves) < 2:
        return leaves[0] if leaves else merkle.sha256(b"").digest()
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return merkle.sha256(b"\x01" + by_the_definition(leaves[:middle]) + by_the_definition(leaves[middle:])).digest()


@pytest.mark.parametrize(("size", "expected"), list(enumerate(ROOTS)))
def test_roots_are_those_of_the_reference(size, expected):
    digits = merkle.root([merkle.leaf_hash(entry) for entry in ENTRIES[:size]]).hex()

    assert (digits[:8], digits[-4:]) == expected


def test_the_root_of_eight_to_the_last_digit():
    root = merkle.root([merkle.leaf_hash(entry) for entry in ENTRIES])

    assert root.hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


@given(st.integers(0, 64))
def test_roots_follow_the_definition(size):
    assert merkle.root(tree(size)) == by_the_definition(tree(size))


@pytest.mark.parametrize("size", range(1, 33))
def test_every_leaf_is_proved_and_no_other_in_its_place(size):
    leaves = tree(size)
    root = merkle.root(leaves)
    for index, leaf in enumerate(leaves):
        proof = merkle.inclusion_proof(leaves, index=index)
        assert len(proof) <= (size - 1).bit_length()
        verified = [
            (place, other)
            for place in range(size)
            for other in range(size)
            if merkle.verify_inclusion(leaves[other], index=place, size=size, proof=proof, root=root)
        ]
        assert verified == [(index, index)]
        assert leaf == leaves[index]


@pytest.mark.parametrize("new_size", range(1, 65))
def test_every_growth_is_proved(new_size):
    leaves = tree(new_size)
    new_root = merkle.root(leaves)
    for old_size in range(new_size + 1):
        proof = merkle.consistency_proof(leaves, old_size=old_size)
        old_root = merkle.root(leaves[:old_size])
        sizes_and_proof = {"old_size": old_size, "new_size": new_size, "proof": proof}

        assert merkle.verify_consistency(old_root, new_root=new_root, **sizes_and_proof)
        assert not merkle.verify_consistency(merkle.leaf_hash(b"else"), new_root=new_root, **sizes_and_proof)
        if old_size:
            assert not merkle.verify_consistency(old_root, new_root=merkle.leaf_hash(b"else"), **sizes_and_proof)


@given(sizes, st.data())
def test_a_changed_removed_or_swapped_leaf_is_found(size, data):
    leaves = tree(size)
    index = data.draw(st.integers(0, size - 1))
    proof = merkle.inclusion_proof(leaves, index=index)
    changed = [*leaves[:index], merkle.leaf_hash(b"changed"), *leaves[index + 1 :]]
    removed = leaves[:index] + leaves[index + 1 :]
    swapped = [*leaves[1:], leaves[0]]

    for bad in (changed, removed, swapped if size > 1 else changed):
        bad_root = merkle.root(bad)
        assert bad_root != merkle.root(leaves)
        assert not merkle.verify_inclusion(leaves[index], index=index, size=size, proof=proof, root=bad_root)


@given(st.integers(2, 64), st.data())
def test_a_history_rewritten_before_the_old_size_cannot_be_proved(new_size, data):
    leaves = tree(new_size)
    old_size = data.draw(st.integers(1, new_size - 1))
    index = data.draw(st.integers(0, old_size - 1))
    rewritten = [*leaves[:index], merkle.leaf_hash(b"rewritten"), *leaves[index + 1 :]]

    assert not merkle.verify_consistency(
        merkle.root(leaves[:old_size]),
        old_size=old_size,
        new_root=merkle.root(rewritten),
        new_size=new_size,
        proof=merkle.consistency_proof(rewritten, old_size=old_size),
    )


@given(sizes, st.data())
def test_a_proof_cut_or_lengthened_is_refused(size, data):
    leaves = tree(size)
    root = merkle.root(leaves)
    index = data.draw(st.integers(0, size - 1))
    proof = merkle.inclusion_proof(leaves, index=index)

    for bad in (proof[:-1] if proof else [root], [*proof, root]):
        assert not merkle.verify_inclusion(leaves[index], index=index, size=size, proof=bad, root=root)

    old_size = data.draw(st.integers(1, size))
    growth = merkle.consistency_proof(leaves, old_size=old_size)
    for bad in (growth[:-1] if growth else [root], [*growth, root]):
        assert not merkle.verify_consistency(
            merkle.root(leaves[:old_size]), old_size=old_size, new_root=root, new_size=size, proof=bad
        )


def test_growth_is_not_believed_without_a_proof():
    leaves = tree(4)
    for old_size in (1, 2, 3):
        assert not merkle.verify_consistency(
            merkle.root(leaves[:old_size]), old_size=old_size, new_root=merkle.root(leaves), new_size=4, proof=[]
        )


def test_a_leaf_is_not_a_node():
    left, right = tree(2)
    assert merkle.leaf_hash(left + right) != merkle.root([left, right])


@pytest.mark.parametrize(("index", "size"), [(-1, 4), (4, 4), (0, 0)])
def test_places_outside_the_tree(index, size):
    with pytest.raises(IndexError):
        merkle.inclusion_proof(tree(size), index=index)
    assert not merkle.verify_inclusion(merkle.EMPTY_ROOT, index=index, size=size, proof=[], root=merkle.EMPTY_ROOT)


@pytest.mark.parametrize("old_size", [-1, 5])
def test_a_tree_does_not_shrink(old_size):
    with pytest.raises(IndexError):
        merkle.consistency_proof(tree(4), old_size=old_size)
    root = merkle.root(tree(4))
    assert not merkle.verify_consistency(root, old_size=old_size, new_root=root, new_size=4, proof=[])
