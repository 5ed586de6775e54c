#include "report/drawn_out.h"

#include "base/check.h"
#include "base/figures.h"
#include "election/nouns.h"

#include <fmt/format.h>

namespace recanvass::report {
namespace {

// "Ada Example 1, Bob Beispiel 2, blank 1"
std::string on_them(const DrawnOut& drawn, const std::vector<std::string>& choices,
                    Language language) {
  RECANVASS_CHECK(drawn.votes.size() == choices.size());
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (drawn.votes[i] == 0) continue;
    parts.push_back(fmt::format("{} {}", choices[i], base::grouped(drawn.votes[i])));
  }
  for (const auto& [key, number] :
       {std::pair{"drawn.blank", drawn.blank}, std::pair{"drawn.over", drawn.over}}) {
    if (number != 0)
      parts.push_back(fmt::format("{} {}", say(language, key), base::grouped(number)));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::int64_t added(std::int64_t left, std::int64_t right) {
  return (election::VoteCount(left) + election::VoteCount(right)).value();
}

DrawnOut sum_of_drawn(const std::vector<DrawnOut>& drawn, std::size_t choices) {
  DrawnOut sum;
  sum.votes.assign(choices, 0);
  for (const DrawnOut& unit : drawn) {
    RECANVASS_CHECK(unit.votes.size() == choices);
    sum.ballots = added(sum.ballots, unit.ballots);
    sum.blank = added(sum.blank, unit.blank);
    sum.over = added(sum.over, unit.over);
    for (std::size_t i = 0; i < choices; ++i) sum.votes[i] = added(sum.votes[i], unit.votes[i]);
  }
  return sum;
}

}  // namespace

void add_drawn_out(PaperBody& body, const std::vector<DrawnOut>& drawn,
                   const std::vector<std::string>& choices, Language language) {
  if (drawn.empty()) return;
  const DrawnOut sum = sum_of_drawn(drawn, choices.size());
  body.section(say(language, "drawn.title"));
  body.paragraph(say_number(language, "drawn.about", sum.ballots));
  PaperTable table;
  table.caption = say(language, "drawn.by_unit");
  table.columns = {{say(language, "statement.place")},
                   {say(language, "statement.ballots"), ColumnKind::Number},
                   {say(language, "drawn.on_them")},
                   {say(language, "drawn.decided_by")},
                   {say(language, "drawn.how")}};
  for (const DrawnOut& unit : drawn) {
    std::string how = unit.protocol;
    if (!unit.minute.empty()) {
      how += " " + say(language, "changes.minute", {{"minute", unit.minute}});
    }
    table.rows.push_back({unit.place, base::grouped(unit.ballots), on_them(unit, choices, language),
                          listed(language, unit.decided_by), std::move(how)});
  }
  table.total = {say(language, "statement.total"), base::grouped(sum.ballots),
                 on_them(sum, choices, language), "", ""};
  body.table(table);
}

CsvTable drawn_out_table(const std::vector<DrawnOut>& drawn,
                         const std::vector<std::string>& choices) {
  CsvTable table{"drawn", {"place", "ballots"}, {}};
  for (const std::string& choice : choices) table.columns.push_back("votes: " + choice);
  table.columns.insert(table.columns.end(), {"blank", "over", "decided_by", "protocol", "minute"});
  for (const DrawnOut& unit : drawn) {
    std::vector<std::string> cells = {unit.place, std::to_string(unit.ballots)};
    for (const std::int64_t votes : unit.votes) cells.push_back(std::to_string(votes));
    cells.insert(cells.end(),
                 {std::to_string(unit.blank), std::to_string(unit.over),
                  fmt::format("{}", fmt::join(unit.decided_by, "; ")), unit.protocol, unit.minute});
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace recanvass::report
