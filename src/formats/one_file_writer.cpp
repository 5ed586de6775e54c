#include "formats/one_file_writer.h"

#include <utility>

namespace recanvass::formats {

OneFileWriter::OneFileWriter(const std::filesystem::path& path, LossList losses)
    : name_(path.filename().string()),
      file_(path),
      losses_(std::move(losses)),
      walk_(losses_.keeps_sheets() ? Sheets::Together : Sheets::Apart) {}

void OneFileWriter::add(const election::CardStore& part) {
  if (!begun_) {
    contests_ = part.contests();
    losses_.add_contests(contests_);
    begin();
    begun_ = true;
  }
  losses_.add_redacted(part);
  walk_.each(part,
             [&](const CardFacts& facts, const election::CardChunk& chunk, std::uint32_t card) {
               losses_.add_card(facts);
               write_card(part, facts, chunk, card);
               ++cards_;
             });
}

base::Result<WrittenCards> OneFileWriter::finish() {
  end();
  if (auto problem = refusal()) return *std::move(problem);
  if (auto problem = file_.finish()) return *std::move(problem);
  return WrittenCards{{name_}, cards_, losses_.take()};
}

}  // namespace recanvass::formats
