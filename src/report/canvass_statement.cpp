#include "report/canvass_statement.h"

#include "base/check.h"
#include "base/figures.h"
#include "election/nouns.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::report {
namespace {

// More columns than this do not fit the width of a page beside the names of places.
constexpr std::size_t kChoicesAcross = 5;

struct StatementSums {
  std::vector<std::int64_t> votes;
  std::optional<std::int64_t> blank = 0;
  std::optional<std::int64_t> over = 0;
  std::optional<std::int64_t> ballots = 0;
  std::int64_t places = 0;  // with figures
  std::int64_t units_without_worksheet = 0;  // of all places
  std::int64_t units = 0;
  std::int64_t units_first_count = 0;
  std::int64_t votes_first_count = 0;
};

std::int64_t sum_of(std::int64_t left, std::int64_t right) {
  return (election::VoteCount(left) + election::VoteCount(right)).value();
}

// A sum over a hole is a hole.
void add_figure(std::optional<std::int64_t>& sum, const std::optional<std::int64_t>& figure) {
  if (!figure) sum.reset();
  if (sum) sum = sum_of(*sum, *figure);
}

StatementSums sums_of(const CanvassStatement& statement) {
  StatementSums sums;
  sums.votes.assign(statement.choices.size(), 0);
  for (const StatementRow& row : statement.rows) {
    sums.units_without_worksheet += row.units_without_worksheet;
    if (row.is_open) continue;
    RECANVASS_CHECK(row.votes.size() == statement.choices.size());
    ++sums.places;
    sums.units += row.units;
    sums.units_first_count += row.units_first_count;
    sums.votes_first_count = sum_of(sums.votes_first_count, row.votes_first_count);
    for (std::size_t i = 0; i < row.votes.size(); ++i) {
      sums.votes[i] = sum_of(sums.votes[i], row.votes[i]);
    }
    add_figure(sums.blank, row.blank);
    add_figure(sums.over, row.over);
    add_figure(sums.ballots, row.ballots);
  }
  return sums;
}

// Counties are known by their names; wards of one name stand in many towns.
std::string place_words(const StatementRow& row, StatementLevel level) {
  if (row.name.empty() || row.name == row.id) return row.id;
  return level == StatementLevel::State ? row.name : fmt::format("{} ({})", row.name, row.id);
}

std::string total_words(const CanvassStatement& statement, const StatementSums& sums,
                        Language language) {
  const auto places = static_cast<std::int64_t>(statement.rows.size());
  if (sums.places == places) return say(language, "statement.total");
  return say(language, "statement.total_of",
             {{"number", base::grouped(sums.places)}, {"places", base::grouped(places)}});
}

void add_totals(PaperBody& body, const CanvassStatement& statement, const StatementSums& sums,
                Language language) {
  PaperTable table;
  table.caption = total_words(statement, sums, language);
  table.columns = {{say(language, "statement.choice")},
                   {say(language, "statement.votes"), ColumnKind::Number}};
  for (std::size_t i = 0; i < statement.choices.size(); ++i) {
    table.rows.push_back({statement.choices[i], base::grouped(sums.votes[i])});
  }
  std::int64_t all = 0;
  for (const std::int64_t votes : sums.votes) all = sum_of(all, votes);
  table.total = {say(language, "statement.all_choices"), base::grouped(all)};
  body.table(table);
}

// Places down, a group of choices across; the last group also has blank, over and ballots.
void add_group(PaperBody& body, const CanvassStatement& statement, const StatementSums& sums,
               std::size_t first, Language language) {
  const std::size_t end = std::min(first + kChoicesAcross, statement.choices.size());
  const bool is_last = end == statement.choices.size();
  PaperTable table;
  table.caption = say(language, statement.level == StatementLevel::County ? "statement.by_unit"
                                                                          : "statement.by_county");
  table.columns = {{say(language, "statement.place")}};
  table.total = {total_words(statement, sums, language)};
  for (std::size_t i = first; i < end; ++i) {
    table.columns.push_back({statement.choices[i], ColumnKind::Number});
    table.total.push_back(base::grouped(sums.votes[i]));
  }
  if (is_last) {
    for (const char* key : {"statement.blank", "statement.over", "statement.ballots"}) {
      table.columns.push_back({say(language, key), ColumnKind::Number});
    }
    for (const auto& sum : {sums.blank, sums.over, sums.ballots}) {
      table.total.push_back(figure_or_hole(sum));
    }
  }
  for (const StatementRow& row : statement.rows) {
    std::vector<std::string> cells = {place_words(row, statement.level)};
    for (std::size_t i = first; i < end; ++i) {
      cells.push_back(row.is_open ? figure_or_hole({}) : base::grouped(row.votes[i]));
    }
    if (is_last) {
      for (const auto& figure : {row.blank, row.over, row.ballots}) {
        cells.push_back(figure_or_hole(figure));
      }
    }
    table.rows.push_back(std::move(cells));
  }
  body.table(table);
}

// How much of a partial recount's sums was counted again at all.
void add_partial(PaperBody& body, const StatementSums& sums, Language language) {
  if (sums.units_first_count == 0) return;
  std::int64_t all = 0;
  for (const std::int64_t votes : sums.votes) all = sum_of(all, votes);
  const auto votes = [&](std::int64_t number) {
    return say_number(language, "statement.so_many_votes", number);
  };
  const auto units = [&](std::int64_t number) {
    return say_number(language, "statement.so_many_units", number);
  };
  body.notice(say(language, "statement.partial",
                  {{"again", votes(all - sums.votes_first_count)},
                   {"units", units(sums.units - sums.units_first_count)},
                   {"first", votes(sums.votes_first_count)},
                   {"first_units", units(sums.units_first_count)},
                   {"all", votes(all)}}));
}

void add_what_is_signed(PaperBody& body, const CanvassStatement& statement,
                        const StatementSums& sums, Language language) {
  add_totals(body, statement, sums, language);
  add_partial(body, sums, language);
  if (sums.units_without_worksheet > 0) {
    body.paragraph(say_number(language, "statement.not_reconciled", sums.units_without_worksheet));
  }
  for (const std::string& remark : statement.remarks) body.paragraph(remark);
  for (std::size_t first = 0; first < statement.choices.size(); first += kChoicesAcross) {
    add_group(body, statement, sums, first, language);
  }
  add_drawn_out(body, statement.drawn, statement.choices, language);
  body.paragraph(say(language, "statement.we_certify"));
  std::vector<std::string> signers = statement.signers;
  if (signers.empty()) signers.assign(3, say(language, "paper.board_member"));
  body.signatures(signers);
}

std::string places_listed(const CanvassStatement& statement) {
  std::string list;
  for (const StatementRow& row : statement.rows) {
    list += (list.empty() ? "" : "; ") + place_words(row, statement.level);
  }
  return list;
}

CsvTable statement_table(const CanvassStatement& statement) {
  CsvTable table{"places", {"id", "name", "open"}, {}};
  for (const std::string& choice : statement.choices) table.columns.push_back("votes: " + choice);
  table.columns.insert(table.columns.end(), {"blank", "over", "ballots", "units_first_count",
                                             "votes_first_count", "units_without_worksheet"});
  for (const StatementRow& row : statement.rows) {
    std::vector<std::string> cells = {row.id, row.name, row.is_open ? "yes" : "no"};
    for (std::size_t i = 0; i < statement.choices.size(); ++i) {
      cells.push_back(row.is_open ? "" : std::to_string(row.votes[i]));
    }
    for (const auto& figure : {row.blank, row.over, row.ballots}) {
      cells.push_back(figure_field(figure));
    }
    for (const std::int64_t number :
         {row.units_first_count, row.votes_first_count, row.units_without_worksheet}) {
      cells.push_back(std::to_string(number));
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

std::string status_words(const CanvassStatement& statement, Language language) {
  if (statement.status.empty()) return say(language, "statement.no_status");
  const std::string status = say_known(language, "status", statement.status);
  if (statement.status_since.empty()) return status;
  return say(language, "statement.since",
             {{"status", status}, {"time", moment_words(language, statement.status_since)}});
}

}  // namespace

PaperDocument canvass_statement(const CanvassStatement& statement, const PaperStyle& style) {
  const Language language = style.language;
  const StatementSums sums = sums_of(statement);
  const auto open = static_cast<std::int64_t>(statement.rows.size()) - sums.places;
  PaperBody body;
  body.facts({{say(language, "statement.contest"), statement.contest},
              {say(language, "statement.status"), status_words(statement, language)}});
  if (sums.places == 0) {
    body.notice(say(language, "statement.nothing", {{"places", places_listed(statement)}}));
  } else {
    if (open > 0) body.notice(say_number(language, "statement.open", open));
    add_what_is_signed(body, statement, sums, language);
  }
  const char* title = statement.level == StatementLevel::County ? "statement.title_county"
                                                                : "statement.title_state";
  return {"statement",
          render_paper(say(language, title), statement.place, body,
                       source_words(language, statement.heading), statement.heading, style),
          {statement_table(statement), drawn_out_table(statement.drawn, statement.choices)}};
}

}  // namespace recanvass::report
