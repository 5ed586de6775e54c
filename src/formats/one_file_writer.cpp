#include "formats/one_file_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace recanvass::formats {

namespace {

// Votes of the card that has most of them in a contest; a part of one counts as one.
std::int32_t most_votes_of_a_card(const election::CardStore& part, std::uint32_t contest) {
  const election::MarkingTable& table = part.markings(contest);
  const std::int64_t unit = part.contests()[contest].vote_unit;
  std::int64_t most = 0;
  for (std::uint32_t code = 0; code < table.size(); ++code) {
    const election::MarkingView said = table.at(code);
    if (said.state != election::MarkingState::Marked) continue;
    std::int64_t votes = 0;
    for (const election::Mark& mark : said.marks) votes += mark.votes;
    most = std::max(most, (votes + unit - 1) / unit);
  }
  return static_cast<std::int32_t>(std::min<std::int64_t>(most, 1000));
}

}  // namespace

OneFileWriter::OneFileWriter(const std::filesystem::path& path, LossList losses,
                             WhereUnknown where_unknown)
    : name_(path.filename().string()),
      file_(path),
      where_unknown_(where_unknown),
      losses_(std::move(losses)),
      walk_(losses_.keeps_sheets() ? Sheets::Together : Sheets::Apart) {}

// The first part decides; a later one whose cards have more cannot be written.
void OneFileWriter::limit_unknown(const election::CardStore& part) {
  if (where_unknown_ == WhereUnknown::LeftOut) return;
  for (const std::uint32_t contest : unknown_) {
    election::CardContest& written = contests_[contest];
    const bool ranked = written.ranks > 0;
    const std::int32_t most = ranked ? 1 : most_votes_of_a_card(part, contest);
    if (begun_) {
      if (most > std::max(1, written.vote_for) && !too_many_votes_) {
        too_many_votes_ = {
            "convert.votes",
            {name_, 0, written.name},
            fmt::format("a card with {} votes", most),
            fmt::format("{} at most, as the cards before have", std::max(1, written.vote_for)),
            "Write another format, which can leave out how many are allowed."};
      }
    } else if (where_unknown_ == WhereUnknown::MostOfACard || most > 1) {
      if (ranked && where_unknown_ == WhereUnknown::MostIfSeveral) continue;
      written.vote_for = std::max(1, most);
      losses_.add(kLostVoteForUnknown);
    }
  }
}

void OneFileWriter::add(const election::CardStore& part) {
  if (begun_) {
    limit_unknown(part);
  } else {
    contests_ = part.contests();
    losses_.add_contests(contests_);
    for (std::uint32_t i = 0; i < contests_.size(); ++i) {
      if (contests_[i].vote_for == 0) unknown_.push_back(i);
    }
    limit_unknown(part);
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
  if (too_many_votes_) return *std::move(too_many_votes_);
  if (auto problem = refusal()) return *std::move(problem);
  if (auto problem = file_.finish()) return *std::move(problem);
  return WrittenCards{{name_}, cards_, losses_.take()};
}

}  // namespace recanvass::formats
