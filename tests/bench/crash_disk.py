"""The disk as a power cut may leave it, from the log of tests/storage/fault-layer.c.

What was synced is there. Of what was written since, any part may be: whole writes, or some of their sectors, in any
order. Names are as they were when their folder was last synced, and then in their order up to some moment: file systems
keep the order of names, and none keeps that of data. This is stricter than ext4, XFS and Btrfs, which write a file's
name with its first sync.
"""
import os
import shutil
import struct

RECORD = struct.Struct('=QQQQQQ')
CREATE, WRITE, TRUNCATE, SYNC, SYNC_FOLDER, RENAME, LINK, UNLINK, FOLDER = range(1, 10)
SECTOR = 512


class File:
    """Bytes on the disk, and what may be on their way to it."""

    def __init__(self, data=b''):
        self.data, self.pending = data, []

    def sync(self):
        self.data, self.pending = settle(self.data, self.pending), []


def settle(data, operations):
    data = bytearray(data)
    for offset, part in operations:
        if part is None:
            data[offset:] = b'\0' * max(0, offset - len(data)) if offset > len(data) else b''
            continue
        if len(data) < offset:
            data.extend(b'\0' * (offset - len(data)))
        data[offset:offset + len(part)] = part
    return bytes(data)


def read_log(path):
    """The records: kind, time in ms, inode, offset, first, second."""
    with open(path, 'rb') as log:
        while head := log.read(RECORD.size):
            kind, time_us, inode, offset, *lengths = RECORD.unpack(head)
            first, second = (log.read(length) for length in lengths)
            yield kind, time_us / 1000, inode, offset, first, second.decode()


class Disk:
    """A folder from the moment before the log begins."""

    def __init__(self, root):
        self.root = str(root)
        self.files, self.names, self.folders = {}, {}, {self.root}
        self.pending = []   # names on their way: (folders concerned, function)
        for folder, folders, files in os.walk(self.root):
            self.folders.update(os.path.join(folder, name) for name in folders)
            for name in files:
                path = os.path.join(folder, name)
                with open(path, 'rb') as data:
                    self.names[path] = self.files[os.stat(path).st_ino] = File(data.read())

    def file(self, inode):
        return self.files.setdefault(inode, File())

    def play(self, record):
        """One record happens."""
        kind, _, inode, offset, first, second = record
        if kind == CREATE:
            file = self.files[inode] = File()
            if first:
                self.name(first.decode(), file)
        elif kind == WRITE:
            self.file(inode).pending.append((offset, first))
        elif kind == TRUNCATE:
            self.file(inode).pending.append((int(first), None))
        elif kind == SYNC:
            self.file(inode).sync()
        elif kind == SYNC_FOLDER:
            self.sync_folder(first.decode())
        elif kind == RENAME:
            self.rename(first.decode(), second)
        elif kind == LINK:
            self.name(first.decode(), self.file(inode))
        elif kind == UNLINK:
            path = first.decode()
            self.later((path,), lambda: self.names.pop(path, None))
        elif kind == FOLDER:
            path = first.decode()
            self.later((path,), lambda: self.folders.add(path))

    def later(self, paths, function):
        self.pending.append(({os.path.dirname(path) for path in paths}, function))

    def name(self, path, file):
        self.later((path,), lambda: self.names.__setitem__(path, file))

    def rename(self, old, new):
        def move():
            for table in (self.names,):
                for path in [p for p in table if p == old or p.startswith(old + '/')]:
                    table[new + path[len(old):]] = table.pop(path)
            for path in [p for p in self.folders if p == old or p.startswith(old + '/')]:
                self.folders.discard(path)
                self.folders.add(new + path[len(old):])
        self.later((old, new), move)

    def sync_folder(self, folder):
        """Everything up to the last name of the folder, since names keep their order."""
        last = max((i for i, (folders, _) in enumerate(self.pending) if folder in folders), default=-1)
        for _, function in self.pending[:last + 1]:
            function()
        del self.pending[:last + 1]

    def cut(self, rand, mode):
        """The power goes: all of what was on its way is lost (0), some (1), or none (2)."""
        n = {0: 0, 1: rand.randint(0, len(self.pending)), 2: len(self.pending)}[mode]
        for _, function in self.pending[:n]:
            function()
        for file in set(self.names.values()):
            if mode == 2:
                file.sync()
            elif mode == 1:
                file.data = settle(file.data, [kept for one in file.pending for kept in tear(rand, one)])
        return self

    def write(self):
        """Puts the disk where the folder was."""
        for name in os.listdir(self.root):
            path = os.path.join(self.root, name)
            if os.path.isdir(path):
                shutil.rmtree(path)
            else:
                os.unlink(path)
        for folder in sorted(self.folders):
            os.makedirs(folder, exist_ok=True)
        for path, file in self.names.items():
            # A name in a folder that is not there any more is not there either.
            if os.path.dirname(path) in self.folders:
                with open(path, 'wb') as out:
                    out.write(file.data)


def tear(rand, operation):
    """A write as it arrives: whole, in some of its sectors, or not at all."""
    offset, part = operation
    dice = rand.random()
    if part is None or len(part) <= SECTOR or dice < .7:
        return [operation] if dice < .5 else []
    return [(offset + at, part[at:at + SECTOR]) for at in range(0, len(part), SECTOR) if rand.random() < .5]
