#include "formats/card_readings.h"

#include "base/check.h"
#include "base/csv_field.h"
#include "formats/csv_table.h"
#include "formats/name_map.h"
#include "formats/number.h"
#include "formats/text.h"

#include <algorithm>
#include <array>

namespace recanvass::formats {
namespace {

using election::CardContest;
using election::Mark;
using election::MarkingState;
using Kind = CardReadingSaid::Kind;

constexpr std::array<std::string_view, 9> kReadingColumns = {
    "card", "container", "tabulator", "batch", "position", "contest", "reading", "note", "stratum"};

std::string cell_or_none(const CsvTable& table, std::optional<std::size_t> column) {
  return column ? std::string(base::unguarded_field(table.cell(*column))) : std::string();
}

base::Problem reading_problem(const TypedReading& typed, const char* cause, std::string wanted,
                              std::string mend) {
  return {cause, typed.place, quote(typed.text), std::move(wanted), std::move(mend)};
}

std::optional<election::ChoiceIndex> reading_choice(const CardContest& contest,
                                                    std::string_view name) {
  for (std::size_t i = 0; i < contest.choices.size(); ++i) {
    if (contest.choices[i].id.text == name) return static_cast<election::ChoiceIndex>(i);
  }
  for (std::size_t i = 0; i < contest.choices.size(); ++i) {
    if (equal_but_for_case(contest.choices[i].name, name)) {
      return static_cast<election::ChoiceIndex>(i);
    }
  }
  return std::nullopt;
}

// A small number that a text begins or ends with; 0: it is none.
std::int64_t small_number(std::string_view text) {
  std::int64_t number = 0;
  const bool fits = read_figure(text, number) == NumberFault::None && number >= 1 && number <= 999;
  return fits ? number : 0;
}

// The marks of a reading, one after another.
class MarksReading {
 public:
  MarksReading(const CardContest& contest, const TypedReading& typed)
      : contest_(contest), typed_(typed) {}

  base::Result<CardReadingSaid> read(std::string_view text) {
    CardReadingSaid said{Kind::Marking, MarkingState::Marked, {}};
    while (problems_.empty()) {
      const std::size_t bar = text.find('|');
      add_mark(trimmed(text.substr(0, bar)), said);
      if (bar == std::string_view::npos) break;
      text.remove_prefix(bar + 1);
    }
    if (!problems_.empty()) return problems_;
    std::ranges::sort(said.marks, [](const Mark& a, const Mark& b) {
      return std::pair(a.rank, a.choice) < std::pair(b.rank, b.choice);
    });
    return said;
  }

 private:
  void add_mark(std::string_view text, CardReadingSaid& said) {
    Mark mark;
    mark.votes = contest_.vote_unit;
    const bool ranked = contest_.ranks > 0;
    if (ranked) mark.rank = static_cast<std::uint16_t>(said.marks.size() + 1);
    // A choice may have any name: the whole text first, then what stands around it.
    auto choice = reading_choice(contest_, text);
    if (!choice && ranked) {
      const std::size_t equals = text.find('=');
      if (equals != std::string_view::npos) {
        const std::int64_t rank = small_number(text.substr(0, equals));
        if (rank == 0) {
          problems_.push_back(reading_problem(typed_, "readings.rank", "RANK=NAME, ranks from 1",
                                              "Write \"1=Ada|2=Ben\"."));
          return;
        }
        mark.rank = static_cast<std::uint16_t>(rank);
        text = trimmed(text.substr(equals + 1));
        choice = reading_choice(contest_, text);
      }
    }
    const std::size_t star = text.rfind('*');
    if (!choice && star != std::string_view::npos) {
      const std::int64_t votes = small_number(text.substr(star + 1));
      choice = reading_choice(contest_, trimmed(text.substr(0, star)));
      if (votes > 0) mark.votes = static_cast<std::int32_t>(votes * contest_.vote_unit);
    }
    if (!choice && text == "(invalid)") choice = election::kInvalidWriteIn;
    if (!choice) {
      std::vector<std::string> names;
      for (const auto& known : contest_.choices) names.push_back(known.name);
      problems_.push_back(
          reading_problem(typed_, "readings.choice", "choices of " + contest_.name,
                          suggest(text, names, "Names or ids, with | between; (blank) for none.")));
      return;
    }
    mark.choice = *choice;
    const bool twice = std::ranges::any_of(said.marks, [&](const Mark& other) {
      return other.choice == mark.choice && (!ranked || other.rank == mark.rank);
    });
    if (twice) {
      problems_.push_back(reading_problem(typed_, "readings.choice", "each choice once",
                                          "Take the second one out."));
      return;
    }
    said.marks.push_back(mark);
  }

  const CardContest& contest_;
  const TypedReading& typed_;
  base::Problems problems_;
};

}  // namespace

base::Result<TypedReadings> read_card_readings(std::string text, const std::string& file) {
  auto decoded = decode_text(std::move(text), file);
  if (!decoded) return decoded.problems();
  ProblemList problems;
  const auto table = CsvTable::open(std::move(decoded->text), file, problems);
  if (table == nullptr) return problems.take();
  const auto card = table->column("card");
  const auto tabulator = table->column("tabulator");
  const auto batch = table->column("batch");
  const auto position = table->column("position");
  const auto stratum = table->column("stratum");
  const auto contest = table->column("contest");
  const auto reading = table->column("reading");
  std::vector<std::size_t> contests;  // a column each, where there is no column of contests
  for (std::size_t i = 0; i < table->header().size(); ++i) {
    const bool known = std::ranges::any_of(kReadingColumns, [&](std::string_view name) {
      return equal_but_for_case(table->header()[i], name);
    });
    if (!known && !table->header()[i].empty()) contests.push_back(i);
  }
  const bool placed = card || (batch && position);
  const bool shaped = contest ? reading.has_value() && contests.empty() : !contests.empty();
  if (!placed || !shaped) {
    problems.add({"readings.columns",
                  {file, 1, ""},
                  listed(table->header(), 12),
                  "card, or batch and position; and contest and reading, or a column a contest",
                  "`recanvass draw --readings FILE` writes a table with these columns."});
    return problems.take();
  }
  TypedReadings typed{file, {}};
  const auto add = [&](std::string of, std::size_t column) {
    const std::string said(base::unguarded_field(table->cell(column)));
    if (said.empty()) return;
    typed.readings.push_back({table->place(column), cell_or_none(*table, card),
                              cell_or_none(*table, tabulator), cell_or_none(*table, batch),
                              cell_or_none(*table, position), std::move(of), said,
                              cell_or_none(*table, stratum)});
  };
  while (table->next(problems)) {
    if (contest) {
      add(cell_or_none(*table, contest), *reading);
      continue;
    }
    for (const std::size_t column : contests) {
      add(std::string(base::unguarded_field(table->header()[column])), column);
    }
  }
  if (!problems.empty()) return problems.take();
  return typed;
}

audit::Found CardReadingSaid::found() const {
  switch (kind) {
    case Kind::Marking: return audit::Found::marking({state, marks});
    case Kind::NotOnCard: return audit::Found::without();
    case Kind::NotFound: return audit::Found::no_card();
    case Kind::WrongCard: break;
  }
  RECANVASS_CHECK(kind != Kind::WrongCard);
  return {};
}

std::optional<CardReadingSaid> whole_card_reading(std::string_view text) {
  if (equal_but_for_case(text, "(not found)")) return CardReadingSaid{Kind::NotFound, {}, {}};
  if (equal_but_for_case(text, "(wrong card)")) return CardReadingSaid{Kind::WrongCard, {}, {}};
  return std::nullopt;
}

base::Result<CardReadingSaid> read_card_reading(const CardContest& contest,
                                                const TypedReading& typed) {
  if (const auto whole = whole_card_reading(typed.text)) return *whole;
  const std::string_view text = trimmed(typed.text);
  if (equal_but_for_case(text, "(blank)")) return CardReadingSaid{};
  if (equal_but_for_case(text, "(not on card)")) return CardReadingSaid{Kind::NotOnCard, {}, {}};
  if (equal_but_for_case(text, "(overvoted)")) {
    return CardReadingSaid{Kind::Marking, MarkingState::Overvoted, {}};
  }
  if (text.starts_with('(') && text != "(invalid)" && !reading_choice(contest, text)) {
    return reading_problem(typed, "readings.text",
                           "(blank), (overvoted), (invalid), (not on card), (not found) or "
                           "(wrong card), or names of choices",
                           "Write one of these.");
  }
  return MarksReading(contest, typed).read(text);
}

}  // namespace recanvass::formats
