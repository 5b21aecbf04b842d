#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <sqlite3.h>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/base/rng.h"
#include "tests/support/fake_clock.h"

namespace attune {

// When a simulated process dies: at the n-th thing it does to the world. Once dead, nothing it does
// has any effect.
struct Fate {
  std::uint64_t deeds = 0;
  std::optional<std::uint64_t> last;  // the deed that is no longer done
  bool dead = false;

  // One more deed; true when it is not to be done.
  bool strikes() {
    dead = dead || (last && ++deeds >= *last);
    return dead;
  }
};

// A disk in memory that SQLite uses while the object lives, and that can be full, busy, slow to
// sync, or lose its power: then of everything written since the last sync, sector by sector, some
// is there and some is not.
//
// REQUIRES: one at a time; one connection a file.
class SimDisk {
 public:
  SimDisk(FakeClock& clock, std::uint64_t seed)
      : clock_(clock), rng_(Rng::named(seed, "disk")), real_(sqlite3_vfs_find(nullptr)) {
    vfs_ = *real_;  // what is not replaced below is the real one's
    vfs_.szOsFile = sizeof(Handle);
    vfs_.zName = "attune-sim";
    vfs_.pAppData = this;
    vfs_.xOpen = &open;
    vfs_.xDelete = &remove;
    vfs_.xAccess = &access;
    vfs_.xFullPathname = &full_name;
    vfs_.xRandomness = &randomness;
    vfs_.xSleep = &sleep;
    sqlite3_vfs_register(&vfs_, 1);
  }

  SimDisk(const SimDisk&) = delete;
  SimDisk& operator=(const SimDisk&) = delete;

  ~SimDisk() {
    sqlite3_vfs_unregister(&vfs_);
    sqlite3_vfs_register(real_, 1);
  }

  Fate fate;
  std::optional<std::int64_t> room;  // bytes until it is full
  int busy = 0;                      // so many locks are refused: somebody else has them
  int failing_syncs = 0;             // so many syncs go wrong

  // The process is gone and its files are as it left them; after a power cut, as the disk has them.
  void restart(bool power_cut) {
    for (auto& [name, file] : files_) {
      file->shared.clear();
      if (power_cut) file->lose_power(rng_);
    }
    fate = {};
  }

 private:
  static constexpr std::size_t kSector = 512;

  struct Change {
    std::size_t at = 0;
    std::string bytes;                // written there …
    std::optional<std::size_t> size;  // … or the file was cut to this
  };

  struct File {
    std::string bytes;                  // as the process sees it
    std::string safe;                   // as of the last sync
    std::vector<Change> unsafe;         // since then
    std::map<int, std::string> shared;  // the index of the log

    static void write(std::string& into, std::size_t at, std::string_view what) {
      if (into.size() < at + what.size()) into.resize(at + what.size());
      std::memcpy(into.data() + at, what.data(), what.size());
    }

    void change(Change next) {
      if (next.size) bytes.resize(*next.size);
      if (!next.size) write(bytes, next.at, next.bytes);
      unsafe.push_back(std::move(next));
    }

    void sync() {
      safe = bytes;
      unsafe.clear();
    }

    void lose_power(Rng& rng) {
      for (const Change& each : unsafe) {
        if (each.size && rng.below(2) == 0) safe.resize(*each.size);
        for (std::size_t from = 0; from < each.bytes.size();) {
          const std::size_t length =
              std::min(kSector - (each.at + from) % kSector, each.bytes.size() - from);
          if (rng.below(2) == 0)
            write(safe, each.at + from, std::string_view(each.bytes).substr(from, length));
          from += length;
        }
      }
      bytes = safe;
      unsafe.clear();
    }
  };

  // What SQLite holds of an open file. It is made by SQLite, out of bytes.
  struct Handle {
    sqlite3_file base;
    SimDisk* disk;
    std::shared_ptr<File>* file;
  };

  static SimDisk& of(sqlite3_vfs* vfs) { return *static_cast<SimDisk*>(vfs->pAppData); }

  static SimDisk& disk(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file)->disk; }

  static File& content(sqlite3_file* file) { return **reinterpret_cast<Handle*>(file)->file; }

  static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* into, int flags, int* got) {
    SimDisk& self = of(vfs);
    auto* handle = reinterpret_cast<Handle*>(into);
    *handle = {};
    if (self.fate.strikes()) return SQLITE_IOERR;
    auto file = std::make_shared<File>();
    if (name != nullptr) {
      const auto found = self.files_.find(name);
      if (found == self.files_.end() && (flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
      file = found == self.files_.end() ? (self.files_[name] = file) : found->second;
    }
    static const sqlite3_io_methods methods = io_methods();
    *handle = {{&methods}, &self, new std::shared_ptr<File>(std::move(file))};
    if (got != nullptr) *got = flags;
    return SQLITE_OK;
  }

  static int remove(sqlite3_vfs* vfs, const char* name, int /*sync*/) {
    SimDisk& self = of(vfs);
    if (self.fate.strikes()) return SQLITE_IOERR_DELETE;
    return self.files_.erase(name) > 0 ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
  }

  static int access(sqlite3_vfs* vfs, const char* name, int /*flags*/, int* there) {
    *there = of(vfs).files_.contains(name) ? 1 : 0;
    return SQLITE_OK;
  }

  static int full_name(sqlite3_vfs* /*vfs*/, const char* name, int room, char* into) {
    sqlite3_snprintf(room, into, "%s", name);
    return SQLITE_OK;
  }

  static int randomness(sqlite3_vfs* vfs, int count, char* into) {
    for (int i = 0; i < count; ++i) into[i] = static_cast<char>(of(vfs).rng_.below(256));
    return count;
  }

  static int sleep(sqlite3_vfs* vfs, int micros) {
    FakeClock& clock = of(vfs).clock_;
    clock.move_to(clock.now() + Millis(1 + micros / 1000));
    return micros;
  }

  static sqlite3_io_methods io_methods() {
    sqlite3_io_methods io{};
    io.iVersion = 2;
    io.xClose = &close;
    io.xRead = &read;
    io.xWrite = &write;
    io.xTruncate = &truncate;
    io.xSync = &sync;
    io.xFileSize = &size;
    io.xLock = [](sqlite3_file* file, int) { return lock(file); };
    io.xUnlock = [](sqlite3_file*, int) { return SQLITE_OK; };
    io.xCheckReservedLock = [](sqlite3_file*, int* held) { return *held = 0; };
    io.xFileControl = [](sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; };
    io.xSectorSize = [](sqlite3_file*) { return 4096; };
    io.xDeviceCharacteristics = [](sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; };
    io.xShmMap = &share;
    io.xShmLock = [](sqlite3_file* file, int, int, int flags) {
      return (flags & SQLITE_SHM_LOCK) != 0 ? lock(file) : SQLITE_OK;
    };
    io.xShmBarrier = [](sqlite3_file*) {};
    io.xShmUnmap = [](sqlite3_file* file, int remove) {
      if (remove != 0) content(file).shared.clear();
      return SQLITE_OK;
    };
    return io;
  }

  static int close(sqlite3_file* file) {
    delete reinterpret_cast<Handle*>(file)->file;
    return SQLITE_OK;
  }

  static int read(sqlite3_file* file, void* into, int count, sqlite3_int64 at) {
    const std::string& bytes = content(file).bytes;
    const auto from = std::min(bytes.size(), static_cast<std::size_t>(at));
    const auto wanted = static_cast<std::size_t>(count);
    const std::size_t there = std::min(bytes.size() - from, wanted);
    std::memcpy(into, bytes.data() + from, there);
    if (there == wanted) return SQLITE_OK;
    std::memset(static_cast<char*>(into) + there, 0, wanted - there);
    return SQLITE_IOERR_SHORT_READ;
  }

  static int write(sqlite3_file* file, const void* from, int count, sqlite3_int64 at) {
    SimDisk& self = disk(file);
    if (self.fate.strikes()) return SQLITE_IOERR_WRITE;
    File& content = SimDisk::content(file);
    const std::int64_t growth = at + count - static_cast<std::int64_t>(content.bytes.size());
    if (self.room && growth > 0) {
      if (growth > *self.room) return SQLITE_FULL;
      *self.room -= growth;
    }
    content.change({.at = static_cast<std::size_t>(at),
                    .bytes = {static_cast<const char*>(from), static_cast<std::size_t>(count)}});
    return SQLITE_OK;
  }

  static int truncate(sqlite3_file* file, sqlite3_int64 size) {
    if (disk(file).fate.strikes()) return SQLITE_IOERR_TRUNCATE;
    content(file).change({.size = static_cast<std::size_t>(size)});
    return SQLITE_OK;
  }

  static int sync(sqlite3_file* file, int /*flags*/) {
    SimDisk& self = disk(file);
    if (self.fate.strikes()) return SQLITE_IOERR_FSYNC;
    if (self.failing_syncs > 0) {
      --self.failing_syncs;
      return SQLITE_IOERR_FSYNC;
    }
    content(file).sync();
    return SQLITE_OK;
  }

  static int size(sqlite3_file* file, sqlite3_int64* size) {
    *size = static_cast<sqlite3_int64>(content(file).bytes.size());
    return SQLITE_OK;
  }

  static int lock(sqlite3_file* file) {
    SimDisk& self = disk(file);
    if (self.busy == 0) return SQLITE_OK;
    --self.busy;
    return SQLITE_BUSY;
  }

  static int share(sqlite3_file* file, int region, int size, int extend, void volatile** into) {
    auto& shared = content(file).shared;
    if (extend != 0) shared.try_emplace(region, static_cast<std::size_t>(size), '\0');
    const auto found = shared.find(region);
    *into = found == shared.end() ? nullptr : found->second.data();
    return SQLITE_OK;
  }

  FakeClock& clock_;
  Rng rng_;
  sqlite3_vfs* real_;
  sqlite3_vfs vfs_{};
  std::map<std::string, std::shared_ptr<File>, std::less<>> files_;
};

}  // namespace attune
