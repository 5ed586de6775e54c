#include "formats/dominion_heading.h"

#include "formats/card_reading.h"
#include "formats/text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace recanvass::formats {
namespace {

constexpr std::array<std::pair<std::string_view, DominionColumn>, 13> kDominionNames = {
    {{"cvrnumber", DominionColumn::Cvr},
     {"tabulatornum", DominionColumn::Tabulator},
     {"batchid", DominionColumn::Batch},
     {"recordid", DominionColumn::Record},
     {"imprintedid", DominionColumn::Imprinted},
     {"uniquevotingidentifier", DominionColumn::Imprinted},
     {"countinggroup", DominionColumn::Group},
     {"notcountinggroup", DominionColumn::Group},
     {"precinctportion", DominionColumn::Precinct},
     {"precinct", DominionColumn::Precinct},
     {"ballottype", DominionColumn::Style},
     {"ballotstyle", DominionColumn::Style},
     {"iscurrent", DominionColumn::Current}}};

// @param label  in small letters, as the text is
std::int32_t number_after(std::string_view text, std::string_view label) {
  const std::size_t at = text.find(label);
  std::int32_t number = 0;
  if (at == std::string_view::npos) return 0;
  const std::size_t equals = text.find_first_not_of(' ', at + label.size());
  if (equals == std::string_view::npos || text[equals] != '=') return 0;
  const std::size_t first = text.find_first_not_of(' ', equals + 1);
  if (first == std::string_view::npos) return 0;
  const char* const begin = text.data() + first;
  const auto [end, error] = std::from_chars(begin, text.data() + text.size(), number);
  return error == std::errc{} && number <= 1000 ? number : 0;
}

}  // namespace

const std::pair<std::string_view, DominionColumn>* dominion_column(std::string_view name) {
  const std::string lower = lower_case(trimmed(name));
  const auto found = std::ranges::find(kDominionNames, std::string_view(lower),
                                       &std::pair<std::string_view, DominionColumn>::first);
  return found == kDominionNames.end() ? nullptr : found;
}

bool is_dominion_heading_row(std::span<const std::string_view> fields) {
  std::size_t known = 0;
  for (const std::string_view field : fields) known += dominion_column(field) != nullptr ? 1U : 0U;
  return known >= 4;
}

std::string_view without_excel_form(std::string_view cell) {
  if (cell.size() >= 3 && cell.starts_with("=\"") && cell.ends_with('"')) {
    return cell.substr(2, cell.size() - 3);
  }
  return cell;
}

DominionTitle dominion_title_of(std::string_view text) {
  const std::size_t open = text.rfind(" (");
  if (open == std::string_view::npos || !text.ends_with(')')) return {text, 0, 0};
  const std::string inside = lower_case(text.substr(open));
  const std::int32_t votes = number_after(inside, "vote for");
  const std::int32_t positions = number_after(inside, "number of positions");
  const std::int32_t ranks = number_after(inside, "number of ranks");
  if (votes == 0 && positions == 0 && ranks == 0) return {text, 0, 0};
  return {trimmed(text.substr(0, open)), std::max(votes, positions), ranks};
}

std::optional<RankedName> ranked_name(std::string_view text) {
  const std::size_t open = text.rfind('(');
  if (open == std::string_view::npos || !text.ends_with(')')) return std::nullopt;
  const std::uint32_t rank = position_of(text.substr(open + 1, text.size() - open - 2));
  if (rank == 0 || rank > 1000) return std::nullopt;
  return RankedName{trimmed(text.substr(0, open)), static_cast<std::uint16_t>(rank)};
}

}  // namespace recanvass::formats
