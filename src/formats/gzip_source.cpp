#include "formats/gzip_source.h"

#include "base/check.h"

#include <zlib.h>

#include <limits>
#include <vector>

namespace recanvass::formats {
namespace {

constexpr std::size_t kPackedPiece = std::size_t{1} << 16U;
constexpr int kGzipOnly = 15 + 16;  // the largest window, and the header of gzip

class GzipSource : public ByteSource {
 public:
  GzipSource(std::unique_ptr<ByteSource> packed, UnpackedBytes unpacked, std::string name)
      : packed_(std::move(packed)),
        unpacked_(std::move(unpacked)),
        name_(std::move(name)),
        piece_(kPackedPiece) {
    RECANVASS_CHECK(inflateInit2(&stream_, kGzipOnly) == Z_OK);
  }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;
  ~GzipSource() override { inflateEnd(&stream_); }

  base::Result<std::size_t> read(std::span<char> to) override {
    stream_.next_out = reinterpret_cast<Bytef*>(to.data());
    const std::size_t room = std::min<std::size_t>(to.size(), std::numeric_limits<uInt>::max());
    stream_.avail_out = static_cast<uInt>(room);
    while (stream_.avail_out == room && !ended_) {
      if (stream_.avail_in == 0 && !packed_ended_) {
        const auto more = packed_->read(piece_);
        if (!more) return more.problems();
        packed_ended_ = *more == 0;
        stream_.next_in = reinterpret_cast<Bytef*>(piece_.data());
        stream_.avail_in = static_cast<uInt>(*more);
      }
      if (!step()) return broken();
    }
    const std::size_t out = room - stream_.avail_out;
    if (auto problem = unpacked_.add(out)) return *std::move(problem);
    return out;
  }

 private:
  // False when the bytes are no gzip. A file may be several packed ones after another.
  bool step() {
    if (stream_.avail_in == 0) {
      ended_ = between_members_;
      return between_members_;
    }
    if (between_members_ && inflateReset(&stream_) != Z_OK) return false;
    between_members_ = false;
    const int status = inflate(&stream_, Z_NO_FLUSH);
    between_members_ = status == Z_STREAM_END;
    return status == Z_OK || status == Z_STREAM_END;
  }

  [[nodiscard]] base::Problem broken() const {
    return {"archive.broken",
            {name_, 0, {}},
            packed_ended_ ? "a packed file that ends too early" : "bytes that do not unpack",
            "a whole file packed by gzip",
            "Fetch the file again; it may have been cut off."};
  }

  std::unique_ptr<ByteSource> packed_;
  UnpackedBytes unpacked_;
  std::string name_;
  std::vector<char> piece_;
  z_stream stream_ = {};
  bool between_members_ = false;
  bool packed_ended_ = false;
  bool ended_ = false;
};

}  // namespace

bool begins_as_gzip(std::string_view bytes) { return bytes.starts_with("\x1F\x8B"); }

std::unique_ptr<ByteSource> gzip_source(std::unique_ptr<ByteSource> packed, std::uint64_t bytes,
                                        const std::string& name, const ArchiveLimits& limits) {
  return std::make_unique<GzipSource>(std::move(packed), UnpackedBytes(bytes, limits, name), name);
}

}  // namespace recanvass::formats
