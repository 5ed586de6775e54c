#include "formats/card_reading.h"

#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace recanvass::formats {
namespace {

using election::CardChoiceKind;
using election::ChoiceIndex;
using election::MarkingState;
using election::MarkingTable;

// Texts one after another, so that no two lists of texts are the same.
void append_part(std::string& key, std::string_view part) {
  key += part;
  key += '\0';
}

}  // namespace

void CardOrigins::add(std::uint64_t card, const std::string& file, std::int64_t row) {
  if (!runs_.empty()) {
    const Run& last = runs_.back();
    const bool follows =
        last.row > 0 && last.row + static_cast<std::int64_t>(card - last.card) == row;
    if (follows && files_[last.file] == file) return;
  }
  if (files_.empty() || files_.back() != file) files_.push_back(file);
  runs_.push_back({card, row, files_.size() - 1});
}

void CardOrigins::add_file(std::uint64_t card, const std::string& file) {
  files_.push_back(file);
  runs_.push_back({card, 0, files_.size() - 1});
}

CardOrigins::Origin CardOrigins::of(std::uint64_t card) const {
  const auto after = std::ranges::upper_bound(runs_, card, {}, &Run::card);
  if (after == runs_.begin()) return {};
  const Run& run = *(after - 1);
  if (run.row == 0) return {files_[run.file], 0};
  return {files_[run.file], run.row + static_cast<std::int64_t>(card - run.card)};
}

void CardReading::ignore(std::string_view what, std::uint64_t how_many) {
  if (how_many == 0) return;
  const auto found = std::ranges::find(ignored_, what, &IgnoredPart::what);
  if (found != ignored_.end()) {
    found->how_many += how_many;
  } else {
    ignored_.push_back({std::string(what), how_many});
  }
}

std::optional<std::uint32_t> ContestBook::contest(std::string_view id, std::string_view name,
                                                  std::int32_t vote_for, std::int32_t ranks,
                                                  std::int32_t vote_unit) {
  if (const auto known = find(id)) return known;
  if (contests_.size() >= kContestsMax) return std::nullopt;
  const std::uint32_t index =
      builder_.add_contest({{std::string(id)}, std::string(name), vote_for, ranks, vote_unit, {}});
  contests_.emplace(id, index);
  if (choices_.size() <= index) choices_.resize(index + 1U);
  return index;
}

std::optional<std::uint32_t> ContestBook::find(std::string_view id) const {
  const auto found = contests_.find(std::string(id));
  return found != contests_.end() ? std::optional(found->second) : std::nullopt;
}

std::optional<ChoiceIndex> ContestBook::choice(std::uint32_t contest, std::string_view id,
                                               std::string_view name, CardChoiceKind kind) {
  if (const auto known = find_choice(contest, id)) return known;
  if (choices_[contest].size() >= kChoicesMax) return std::nullopt;
  const ChoiceIndex index =
      builder_.add_choice(contest, {{std::string(id)}, std::string(name), kind});
  choices_[contest].emplace(id, index);
  return index;
}

std::optional<ChoiceIndex> ContestBook::find_choice(std::uint32_t contest,
                                                    std::string_view id) const {
  const auto found = choices_[contest].find(std::string(id));
  if (found == choices_[contest].end()) return std::nullopt;
  return static_cast<ChoiceIndex>(found->second);
}

std::uint32_t CardPlaces::batch(std::string_view tabulator, std::string_view batch) {
  key_.clear();
  append_part(key_, tabulator);
  append_part(key_, batch);
  if (key_ == last_batch_ && !batches_.empty()) return last_batch_number_;
  last_batch_ = key_;
  const auto known = batches_.find(key_);
  last_batch_number_ =
      known != batches_.end()
          ? known->second
          : batches_.emplace(key_, builder_.batch(builder_.tabulator(tabulator), batch))
                .first->second;
  return last_batch_number_;
}

std::uint32_t CardPlaces::profile(std::string_view style, std::string_view precinct,
                                  std::string_view counting_group, bool adjudicated) {
  key_.clear();
  append_part(key_, style);
  append_part(key_, precinct);
  append_part(key_, counting_group);
  append_part(key_, adjudicated ? "1" : "0");
  if (key_ == last_profile_) return last_profile_number_;
  last_profile_ = key_;
  const auto known = profiles_.find(key_);
  if (known != profiles_.end()) return last_profile_number_ = known->second;
  last_profile_number_ = builder_.profile({builder_.style(style), builder_.precinct(precinct),
                                           builder_.counting_group(counting_group), adjudicated});
  profiles_.emplace(key_, last_profile_number_);
  return last_profile_number_;
}

std::uint32_t code_of_marks(election::CardStoreBuilder& builder, std::uint32_t contest,
                            const std::vector<election::Mark>& marks) {
  if (marks.empty()) return MarkingTable::kBlank;
  MarkingTable& table = builder.markings(contest);
  if (marks.size() == 1 && marks[0].votes == 1) {
    return table.code_of_one(marks[0].choice, marks[0].rank);
  }
  return table.code_of(MarkingState::Marked, marks);
}

bool stands_for_written(const election::CardStoreBuilder& builder, std::uint32_t contest,
                        ChoiceIndex choice) {
  return choice >= election::kChoiceLimit ||
         builder.contest(contest).choices[choice].kind == CardChoiceKind::WriteIn;
}

bool add_mark(const election::CardStoreBuilder& builder, std::uint32_t contest, election::Mark mark,
              std::vector<election::Mark>& marks) {
  const auto same = std::ranges::find_if(marks, [&](const election::Mark& known) {
    return known.choice == mark.choice && known.rank == mark.rank;
  });
  if (same == marks.end()) {
    marks.push_back(mark);
    return true;
  }
  if (!stands_for_written(builder, contest, mark.choice)) return false;
  same->votes += mark.votes;
  return true;
}

std::string same_name_remark(const std::string& file, std::string_view contest,
                             std::string_view name) {
  return fmt::format(
      "{}: several choices of {} are called {}, with a party each, which stands behind the name",
      file, quote(contest), quote(name));
}

std::uint32_t position_of(std::string_view text) {
  std::uint32_t position = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), position);
  return error == std::errc{} && end == text.data() + text.size() ? position : 0;
}

bool is_write_in_name(std::string_view name) {
  const std::string_view text = trimmed(name);
  if (text.empty() || std::string_view("wWuU").find(text.front()) == std::string_view::npos) {
    return false;  // none of the words below, which is asked of every name
  }
  std::string lower = lower_case(text);
  while (!lower.empty() && (lower.back() == ' ' || (lower.back() >= '0' && lower.back() <= '9'))) {
    lower.pop_back();
  }
  for (const char* known :
       {"write-in", "write-ins", "write in", "writein", "write ins",
        "write-in:", "undeclared write-ins", "undeclared write-in", "uwi", "unregistered write-in",
        "unqualified write-in", "unresolved write-in", "unresolved write-ins",
        "unassigned write-in", "unassigned write-ins"}) {
    if (lower == known) return true;
  }
  return false;
}

}  // namespace recanvass::formats
