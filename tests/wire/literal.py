"""Frames worked out by hand from docs/protocol.md, field by field, without the codec."""

SNAPSHOT = bytes.fromhex(
    # header
    "01 01"  # kind, protocol
    "0500"  # 5 sections
    "07000000"  # number 7
    "0000000000488f40"  # step 1001.0
    "28000000"  # epoch 40
    "03000000"  # revision 3
    "00401c46"  # 10,000 steps a second
    "01000000"  # running
    # slot 1, part 0, f32, shape (2): 0.5, -2
    "01000000 20000000 00 00 01 00 00000000 00000000 02000000 0000003f 000000c0"
    # slot 2, part 0, u8 from -1 to 1, shape (1, 2, 2): 0, 51, 102, 255
    "02000000 24000000 00 01 03 00 000080bf 0000803f 01000000 02000000 02000000 003366ff"
    # slot 3, part 1, i8 of ±2, shape (3): -127, 0, 64; one byte of padding
    "03000000 1c000000 01 02 01 00 000000c0 00000040 03000000 8100 40 00"
    # slot 300, part 0, i32, shape (1, 2): 7, -1
    "2c010000 24000000 00 03 02 00 00000000 00000000 01000000 02000000 07000000 ffffffff"
    # slot 4, part 2, u16 from 0 to 10, shape (1): 65535; two bytes of padding
    "04000000 1c000000 02 04 01 00 00000000 00002041 01000000 ffff 0000"
)

METRICS = bytes.fromhex(
    "02 01"  # kind, protocol
    "0c00"  # 12 columns
    "02000000"  # 2 rows
    "0000000000001440"  # first 5.0
    # step, epoch, train_loss, validation_loss, train_score, validation_score
    "0000000000000000 0000000000000000 000000000000e03f 000000000000f03f 000000000000d03f 000000000000e03f"
    # train_second, validation_second, penalty, learning_rate, gradient_norm, revision
    "000000000000d03f 000000000000e03f 0000000000000000 000000000000c03f 0000000000000040 0000000000000000"
    # the second record: step 25, epoch 1, infinite and NaN losses
    "0000000000003940 000000000000f03f 000000000000f07f 000000000000f87f 0000000000000000 0000000000000000"
    "0000000000000000 0000000000000000 0000000000000000 000000000000c03f 0000000000000840 0000000000001040"
)
