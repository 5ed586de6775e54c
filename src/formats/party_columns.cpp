#include "formats/party_columns.h"

#include "formats/cell_words.h"
#include "formats/table_file.h"

#include <algorithm>
#include <array>

namespace recanvass::formats {

void PartyColumns::look_at(std::size_t column, std::string_view party, std::string_view cell) {
  constexpr std::size_t kNamesKept = 1000;  // of a column; more are no candidates
  const Said said = said_in(cell);
  if (said == Said::Nothing) return;
  ByParty& parties = columns_[column];
  auto found = parties.find(party);
  if (found == parties.end()) found = parties.emplace(std::string(party), Names{}).first;
  if (said != Said::Name || is_written(cell) || is_answer(cell)) return;
  Names& names = found->second;
  ++names.cards;
  if (names.names.size() < kNamesKept && !names.names.contains(cell)) names.names.emplace(cell);
}

std::vector<std::string> PartyColumns::apart_in(std::size_t column) const {
  constexpr std::size_t kCardsEnough = 3;
  const auto found = columns_.find(column);
  if (found == columns_.end() || found->second.size() < 2) return {};
  std::set<std::string_view> met;
  std::vector<std::string> parties;
  std::size_t with_enough = 0;
  for (const auto& [party, names] : found->second) {
    parties.push_back(party);
    with_enough += names.cards >= kCardsEnough ? 1U : 0U;
    for (const std::string& name : names.names) {
      if (!met.insert(name).second) return {};
    }
  }
  return with_enough > 1 ? parties : std::vector<std::string>();
}

std::string PartyColumns::only_of(std::size_t column) const {
  const auto found = columns_.find(column);
  if (found == columns_.end() || found->second.size() != 1) return {};
  return found->second.begin()->first;
}

bool is_party_heading(std::string_view heading) {
  constexpr std::array<std::string_view, 5> kHeadings = {"party", "partyname", "ballotparty",
                                                         "politicalparty", "partycode"};
  return std::ranges::find(kHeadings, letters_and_digits(heading)) != kHeadings.end();
}

}  // namespace recanvass::formats
