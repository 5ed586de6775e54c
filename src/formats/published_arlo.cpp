#include "formats/published_arlo.h"

#include "base/figures.h"
#include "formats/csv.h"
#include "formats/number.h"
#include "formats/published_table.h"
#include "formats/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace recanvass::formats {
namespace {

constexpr std::string_view kRule = "########";

// The name of a section; empty when the row is no heading.
std::string_view section_name(std::string_view field) {
  const std::string_view text = trimmed(field);
  if (text.size() < 2 * kRule.size() || !text.starts_with(kRule) || !text.ends_with(kRule)) {
    return {};
  }
  return trimmed(text.substr(kRule.size(), text.size() - 2 * kRule.size()));
}

struct SectionRow {
  std::int64_t line = 0;
  std::vector<std::string> fields;
};

// A section: its header, and rows whose cells are asked for by column.
struct Section {
  std::string name;
  std::int64_t line = 0;
  std::vector<std::string> header;
  std::vector<SectionRow> rows;
};

std::vector<Section> cut_sections(std::string text, const std::string& file,
                                  ProblemList& problems) {
  std::vector<Section> sections;
  CsvReader reader(std::move(text));
  bool header_next = false;
  while (reader.next()) {
    const auto& fields = reader.fields();
    const bool empty = std::all_of(fields.begin(), fields.end(),
                                   [](std::string_view field) { return trimmed(field).empty(); });
    if (empty) continue;
    if (const std::string_view name = section_name(fields.front()); !name.empty()) {
      sections.push_back({std::string(name), reader.line(), {}, {}});
      header_next = true;
      continue;
    }
    if (sections.empty()) continue;
    std::vector<std::string> cells;
    for (const std::string_view field : fields) {
      cells.emplace_back(header_next ? trimmed(field) : field);
    }
    if (header_next) {
      while (!cells.empty() && cells.back().empty()) cells.pop_back();
      sections.back().header = std::move(cells);
      header_next = false;
    } else {
      sections.back().rows.push_back({reader.line(), std::move(cells)});
    }
  }
  if (const auto& fault = reader.fault()) {
    problems.add({"csv.syntax",
                  {file, fault->line, fmt::format("field {}", fault->field)},
                  fault->what,
                  "fields as RFC 4180 has them",
                  "Fetch the report again; what follows is not read."});
  }
  return sections;
}

std::optional<std::int64_t> plain_number(std::string_view text) {
  std::int64_t number = 0;
  if (read_figure(text, number) != NumberFault::None) return std::nullopt;
  return number;
}

// One section while it is read.
class SectionTable {
 public:
  SectionTable(const Section& section, const std::string& file, ProblemList& problems)
      : section_(section), file_(file), problems_(problems), asked_(section.header.size(), false) {}

  bool next() {
    while (++at_ <= section_.rows.size()) {
      if (is_short_total()) return true;
      if (section_.rows[at_ - 1].fields.size() >= section_.header.size()) return true;
      problems_.add({"csv.ragged", place({}),
                     base::counted(static_cast<std::int64_t>(section_.rows[at_ - 1].fields.size()),
                                   "field", "fields"),
                     fmt::format("{} fields, as the section's header has", section_.header.size()),
                     "Fetch the report again, or add what is missing."});
    }
    return false;
  }

  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) {
    for (std::size_t i = 0; i < section_.header.size(); ++i) {
      if (lower_case(section_.header[i]) != lower_case(name)) continue;
      asked_[i] = true;
      return i;
    }
    return std::nullopt;
  }
  [[nodiscard]] bool has(std::string_view name) { return column(name).has_value(); }

  /// A name as it is written: tickets are made of it, with every space.
  std::string name(std::string_view column_name) {
    const auto at = column(column_name);
    const std::vector<std::string>& fields = section_.rows[at_ - 1].fields;
    return at && *at < fields.size() ? fields[*at] : std::string();
  }
  std::string cell(std::string_view column_name) { return std::string(trimmed(name(column_name))); }
  /// Of a column that must be there, told once a section.
  void need(std::string_view name) {
    if (has(name)) return;
    problems_.add({"arlo.column",
                   {file_, section_.line, std::string(name)},
                   fmt::format("no such column in the section {}", section_.name),
                   fmt::format("the column {}", quote(name)),
                   "Fetch the report again from the publisher."});
  }
  std::optional<std::int64_t> whole(std::string_view name) {
    const std::string text = cell(name);
    if (text.empty()) return std::nullopt;
    std::int64_t number = 0;
    const NumberFault fault = read_figure(text, number);
    if (fault == NumberFault::None) return number;
    problems_.add(figure_problem(fault, text, place(name)));
    return std::nullopt;
  }
  std::optional<NamedVotes> votes(std::string_view name) {
    const std::string text = cell(name);
    if (text.empty()) return std::nullopt;
    auto votes = read_named_votes(text);
    if (!votes) {
      problems_.add({"arlo.votes", place(name), quote(text),
                     "choices with their votes, \"Ada: 12; Ben: 7\"",
                     "Compare the cell with the publisher's own report and correct it."});
    }
    return votes;
  }
  /// One of a few words, or nothing.
  std::string word_or_nothing(std::string_view name, const std::vector<std::string_view>& words) {
    return cell(name).empty() ? std::string() : word(name, words);
  }
  /// One of a few words.
  std::string word(std::string_view name, const std::vector<std::string_view>& words) {
    const std::string text = cell(name);
    if (std::find(words.begin(), words.end(), text) != words.end()) return text;
    problems_.add({"arlo.value", place(name), quote(text),
                   fmt::format("one of {}", fmt::join(words, ", ")),
                   "Compare the cell with the publisher's own report and correct it."});
    return {};
  }
  void refuse(std::string cause, std::string_view name, std::string wanted) {
    problems_.add({std::move(cause), place(name), quote(cell(name)), std::move(wanted),
                   "Compare the cell with the publisher's own report and correct it."});
  }

  [[nodiscard]] PublishedRow row() const { return {file_, section_.rows[at_ - 1].line}; }
  [[nodiscard]] const std::vector<std::string>& header() const { return section_.header; }
  [[nodiscard]] std::vector<std::string> unused() const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < asked_.size(); ++i) {
      if (!asked_[i]) names.push_back(section_.header[i]);
    }
    return names;
  }

 private:
  // Arlo ends its line of totals before the last columns, which have no total.
  [[nodiscard]] bool is_short_total() const {
    const std::vector<std::string>& fields = section_.rows[at_ - 1].fields;
    return section_.name == "SAMPLED BATCHES" && fields.size() > 1 &&
           fields.size() < section_.header.size() && trimmed(fields.front()) == "Totals" &&
           trimmed(fields.back()).empty();
  }
  [[nodiscard]] base::Place place(std::string_view column) const {
    return {file_, section_.rows[at_ - 1].line, std::string(column)};
  }

  const Section& section_;
  const std::string& file_;
  ProblemList& problems_;
  std::vector<bool> asked_;
  std::size_t at_ = 0;
};

// Takes the line of ballots that were not found out of votes by choice.
std::optional<std::int64_t> take_not_found(NamedVotes& votes) {
  constexpr std::string_view kWords = "Ballots not found";
  const auto found = std::find_if(votes.begin(), votes.end(), [&](const auto& one) {
    return std::string_view(one.first).starts_with(kWords);
  });
  if (found == votes.end()) return std::nullopt;
  const std::int64_t ballots = found->second;
  votes.erase(found);
  return ballots;
}

class ArloReader {
 public:
  ArloReader(std::vector<Section> sections, const std::string& file, ProblemList& problems)
      : sections_(std::move(sections)), file_(file), problems_(problems) {
    report_.file = file;
  }

  ArloReport run() {
    with("ELECTION INFO", Needed::No, [&](SectionTable& table) { election(table); });
    with("CONTESTS", Needed::Yes, [&](SectionTable& table) { contests(table); });
    with("AUDIT SETTINGS", Needed::Yes, [&](SectionTable& table) { settings(table); });
    with("ROUNDS", Needed::No, [&](SectionTable& table) { rounds(table); });
    with("SAMPLED BALLOTS", Needed::No, [&](SectionTable& table) { ballots(table); });
    with("SAMPLED BATCHES", Needed::No, [&](SectionTable& table) { batches(table); });
    with("BATCH RESULTS", Needed::No, [&](SectionTable& table) { tallies(table); });
    with("FULL HAND TALLY BATCH RESULTS", Needed::No, [&](SectionTable& table) { tallies(table); });
    for (const Section& section : sections_) {
      if (read_.contains(section.name)) continue;
      report_.remarks.push_back(fmt::format(
          "{}: the section {} ({}) is not needed and not read", file_, section.name,
          base::counted(static_cast<std::int64_t>(section.rows.size()), "row", "rows")));
    }
    return std::move(report_);
  }

 private:
  enum class Needed { No, Yes };

  template <class Read>
  void with(std::string_view name, Needed needed, Read&& read) {
    bool found = false;
    for (const Section& section : sections_) {
      if (section.name != name) continue;
      found = true;
      read_.insert(section.name);
      SectionTable table(section, file_, problems_);
      read(table);
      if (const auto unused = table.unused(); !unused.empty()) {
        report_.remarks.push_back(fmt::format(
            "{}: nothing is read from {} of the section {}: {}", file_,
            base::counted(static_cast<std::int64_t>(unused.size()), "column", "columns"),
            section.name, fmt::join(unused, ", ")));
      }
    }
    if (found || needed == Needed::No) return;
    problems_.add({"arlo.section",
                   {file_, 0, {}},
                   fmt::format("no section {}", name),
                   fmt::format("a line \"{} {} {}\" and what follows it", kRule, name, kRule),
                   "Fetch the whole report; a part of it cannot be checked."});
  }

  void election(SectionTable& table) {
    if (!table.next()) return;
    report_.organization = table.cell("Organization");
    report_.election = table.cell("Election Name");
    report_.state = table.cell("State");
  }

  void contests(SectionTable& table) {
    for (const char* column : {"Contest Name", "Number of Winners", "Total Ballots Cast"}) {
      table.need(column);
    }
    while (table.next()) {
      ArloContest contest;
      contest.row = table.row();
      contest.name = table.cell("Contest Name");
      contest.targeted = is_targeted(table);
      contest.winners = table.whole("Number of Winners").value_or(1);
      contest.votes_allowed = table.whole("Votes Allowed").value_or(1);
      contest.ballots = table.whole("Total Ballots Cast").value_or(0);
      // The column has had two names.
      auto votes = table.votes("Tabulated Votes");
      if (!votes) votes = table.votes("Vote Totals");
      if (votes) contest.votes = *std::move(votes);
      contest.batch_votes = table.votes("Vote Totals from Batches");
      contest.pending = table.whole("Pending Ballots");
      contest.nested_under = table.cell("Sample Nested Under");
      contest.cvr_ballots = table.whole("Total Ballots Cast: CVR");
      contest.other_ballots = table.whole("Total Ballots Cast: Non-CVR");
      contest.cvr_votes = table.votes("Tabulated Votes: CVR");
      contest.other_votes = table.votes("Tabulated Votes: Non-CVR");
      if (contest.winners < 1) {
        table.refuse("arlo.value", "Number of Winners", "a whole number, 1 or more");
      }
      report_.contests.push_back(std::move(contest));
    }
  }

  static bool is_targeted(SectionTable& table) {
    return table.word_or_nothing("Targeted?", {"Targeted", "Opportunistic"}) != "Opportunistic";
  }

  // Until 2021 a type of audit had one method, and the report did not name it.
  static std::string math_of(const std::string& type, SectionTable& table) {
    if (table.has("Audit Math Type")) return table.cell("Audit Math Type");
    if (type == "BALLOT_POLLING") return "BRAVO";
    if (type == "BALLOT_COMPARISON") return "SUPERSIMPLE";
    return type == "BATCH_COMPARISON" ? "MACRO" : "SUITE";
  }

  void settings(SectionTable& table) {
    for (const char* column : {"Audit Type", "Risk Limit"}) table.need(column);
    if (!table.next()) return;
    report_.audit = table.cell("Audit Name");
    report_.type = table.word(
        "Audit Type", {"BALLOT_POLLING", "BALLOT_COMPARISON", "BATCH_COMPARISON", "HYBRID"});
    report_.math = math_of(report_.type, table);
    report_.seed = table.cell("Random Seed");
    report_.online = table.word_or_nothing("Online Data Entry?", {"Yes", "No"}) == "Yes";
    std::string limit = table.cell("Risk Limit");
    if (!limit.empty() && limit.back() == '%') limit.pop_back();
    const auto percent = plain_number(limit);
    if (percent && *percent >= 1 && *percent <= 99) {
      report_.risk_limit_percent = *percent;
    } else {
      table.refuse("arlo.value", "Risk Limit", "a whole percentage from 1% to 99%");
    }
  }

  void rounds(SectionTable& table) {
    for (const char* column : {"Round Number", "Contest Name", "P-Value"}) table.need(column);
    while (table.next()) {
      ArloRound round;
      round.row = table.row();
      round.number = table.whole("Round Number").value_or(1);
      round.contest = table.cell("Contest Name");
      round.targeted = is_targeted(table);
      round.sample_size = table.whole("Sample Size");
      round.limit_met = table.word_or_nothing("Risk Limit Met?", {"Yes", "No"});
      round.p_value = table.cell("P-Value");
      if (auto votes = table.votes("Audited Votes")) round.audited = *std::move(votes);
      round.not_found = take_not_found(round.audited);
      round.audited_cvr = table.votes("Audited Votes: CVR");
      round.audited_other = table.votes("Audited Votes: Non CVR");
      if (!round.audited_other) round.audited_other = table.votes("Audited Votes: Non-CVR");
      round.reported = table.votes("Reported Votes");
      round.batches = table.whole("Batches Sampled");
      round.ballots = table.whole("Ballots Sampled");
      for (const char* column : {"Start Time", "End Time"}) static_cast<void>(table.has(column));
      report_.rounds.push_back(std::move(round));
    }
  }

  // Cells of each contest; in a report of one contest the columns may not name it.
  std::map<std::string, ArloCells> cells(SectionTable& table) {
    std::map<std::string, ArloCells> by_contest;
    for (const ArloContest& contest : report_.contests) {
      const bool only = report_.contests.size() == 1;
      const auto cell = [&](std::initializer_list<const char*> names) {
        for (const char* name : names) {
          const std::string named = fmt::format("{}: {}", name, contest.name);
          if (table.has(named)) return table.cell(named);
          if (only && table.has(name)) return table.cell(name);
        }
        return std::string();
      };
      const auto perhaps = [&](const char* name) -> std::optional<std::string> {
        const bool has = table.has(fmt::format("{}: {}", name, contest.name));
        if (!has && !(only && table.has(name))) return std::nullopt;
        return cell({name});
      };
      ArloCells& found = by_contest[contest.name];
      found.tickets = cell({"Ticket Numbers"});
      found.audited = cell({"Audit Result", "Audit Results"});
      found.recorded = cell({"CVR Result", "Reported Results"});
      found.discrepancy = perhaps("Discrepancy");
      found.change = perhaps("Change in Results");
      found.change_in_margin = perhaps("Change in Margin");
      if (read_arlo_tickets(found.tickets)) continue;
      problems_.add({"arlo.tickets",
                     {file_, table.row().line, "Ticket Numbers: " + contest.name},
                     quote(found.tickets),
                     "rounds with tickets, \"Round 1: 0.123, 0.456\"",
                     "Compare the cell with the publisher's own report and correct it."});
    }
    return by_contest;
  }

  void ballots(SectionTable& table) {
    for (const char* column : {"Jurisdiction Name", "Batch Name", "Ballot Position"}) {
      table.need(column);
    }
    report_.has_ballots = true;
    while (table.next()) {
      ArloBallot ballot;
      ballot.row = table.row();
      ballot.jurisdiction = table.name("Jurisdiction Name");
      ballot.container = table.name("Container");
      ballot.tabulator = table.name("Tabulator");
      ballot.batch = table.name("Batch Name");
      ballot.position = table.whole("Ballot Position").value_or(0);
      ballot.imprint = table.cell("Imprinted ID");
      if (table.has("Audited?")) {
        ballot.status = table.word("Audited?", {"AUDITED", "NOT_FOUND", "NOT_AUDITED"});
      }
      ballot.by_contest = cells(table);
      report_.ballots.push_back(std::move(ballot));
    }
  }

  void batches(SectionTable& table) {
    for (const char* column : {"Jurisdiction Name", "Batch Name"}) table.need(column);
    while (table.next()) {
      ArloBatch batch;
      batch.row = table.row();
      batch.jurisdiction = table.name("Jurisdiction Name");
      batch.name = table.name("Batch Name");
      batch.ballots = table.whole("Ballots in Batch");
      batch.audited = table.word_or_nothing("Audited?", {"Yes", "No"}) == "Yes";
      batch.combined = table.name("Combined Batch");
      static_cast<void>(table.has("Last Edited By"));
      batch.totals = batch.jurisdiction == "Totals" && batch.name.empty();
      batch.by_contest = cells(table);
      report_.batches.push_back(std::move(batch));
    }
  }

  void tallies(SectionTable& table) {
    for (const char* column : {"Jurisdiction Name", "Batch Name"}) table.need(column);
    for (const std::string& name : table.header()) {
      if (name != "Jurisdiction Name" && name != "Batch Name" && name != "Batch Type") {
        report_.tally_choices.push_back(name);
      }
    }
    while (table.next()) {
      ArloTally tally{table.row(),
                      table.name("Jurisdiction Name"),
                      table.name("Batch Name"),
                      table.cell("Batch Type"),
                      {}};
      for (const std::string& choice : report_.tally_choices) {
        tally.votes.push_back(table.whole(choice).value_or(0));
      }
      report_.tallies.push_back(std::move(tally));
    }
  }

  std::vector<Section> sections_;
  const std::string& file_;
  ProblemList& problems_;
  ArloReport report_;
  std::set<std::string> read_;
};

}  // namespace

std::optional<NamedVotes> read_named_votes(std::string_view text) {
  NamedVotes votes;
  std::string pending;  // of a name that holds the separator itself
  while (!trimmed(text).empty()) {
    const std::size_t end = text.find("; ");
    pending += text.substr(0, end);
    const std::size_t colon = pending.rfind(": ");
    const auto number = colon == std::string::npos
                            ? std::nullopt
                            : plain_number(std::string_view(pending).substr(colon + 2));
    if (number) {
      votes.emplace_back(std::string(trimmed(std::string_view(pending).substr(0, colon))), *number);
      pending.clear();
    } else {
      pending += "; ";
    }
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 2);
  }
  if (!pending.empty() || votes.empty()) return std::nullopt;
  return votes;
}

namespace {

// A part's end is its batch: "Round 1: 0.12 (Batch 4)".
std::string take_batch_behind(std::string_view& part) {
  const std::size_t open = part.find(" (");
  if (open == std::string_view::npos || part.back() != ')') return {};
  const std::string batch(part.substr(open + 2, part.size() - open - 3));
  part = trimmed(part.substr(0, open));
  return batch;
}

std::optional<ArloTickets> read_tickets_of_one(std::string_view text) {
  ArloTickets tickets;
  std::int64_t round = 0;
  while (!trimmed(text).empty()) {
    const std::size_t comma = text.find(',');
    std::string_view part = trimmed(text.substr(0, comma));
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    if (part.starts_with("Round ")) {
      const std::size_t colon = part.find(':');
      if (colon == std::string_view::npos) return std::nullopt;
      const auto number = plain_number(part.substr(6, colon - 6));
      if (!number) return std::nullopt;
      round = *number;
      part = trimmed(part.substr(colon + 1));
    }
    if (part.empty() || part == "EXTRA") continue;
    const bool fraction = part.size() > 2 && part.starts_with("0.") &&
                          part.find_first_not_of("0123456789", 2) == std::string_view::npos;
    if (!fraction || round == 0) return std::nullopt;
    tickets.emplace_back(round, std::string(part));
  }
  return tickets;
}

}  // namespace

std::optional<ArloTickets> read_arlo_tickets(std::string_view text) {
  ArloTickets all;
  while (!trimmed(text).empty()) {
    const std::size_t end = text.find("; Round ");
    std::string_view part = trimmed(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 2);
    static_cast<void>(take_batch_behind(part));
    const auto tickets = read_tickets_of_one(part);
    if (!tickets) return std::nullopt;
    all.insert(all.end(), tickets->begin(), tickets->end());
  }
  return all;
}

std::map<std::string, ArloTickets> arlo_tickets_by_batch(std::string_view text) {
  std::map<std::string, ArloTickets> by_batch;
  while (!trimmed(text).empty()) {
    const std::size_t end = text.find("; Round ");
    std::string_view part = trimmed(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 2);
    const std::string batch = take_batch_behind(part);
    const auto tickets = read_tickets_of_one(part).value_or(ArloTickets{});
    ArloTickets& list = by_batch[batch];
    list.insert(list.end(), tickets.begin(), tickets.end());
  }
  return by_batch;
}

std::optional<ArloReading> read_arlo_reading(std::string_view text, const NamedVotes& choices) {
  ArloReading reading;
  if (const std::size_t comment = text.find("; COMMENT: "); comment != std::string_view::npos) {
    text = text.substr(0, comment);
  }
  text = trimmed(text);
  constexpr std::string_view kOvervote = "OVERVOTE; ";
  const bool overvote = text.starts_with(kOvervote);
  if (overvote) text = trimmed(text.substr(kOvervote.size()));
  reading.kind = overvote ? ArloReading::Kind::Overvote : ArloReading::Kind::Votes;
  using Word = std::pair<std::string_view, ArloReading::Kind>;
  static constexpr std::array<Word, 9> kWords = {
      {{"", ArloReading::Kind::Nothing},
       {"BLANK", ArloReading::Kind::Blank},
       {"Blank", ArloReading::Kind::Blank},
       {"Undervote", ArloReading::Kind::Blank},
       {"INVALID_WRITE_IN", ArloReading::Kind::Blank},
       {"Overvote", ArloReading::Kind::Overvote},
       {"CONTEST_NOT_ON_BALLOT", ArloReading::Kind::NotOnBallot},
       {"CANT_AGREE", ArloReading::Kind::CannotAgree},
       {"Ballot not found", ArloReading::Kind::Nothing}}};
  for (const auto& [word, kind] : kWords) {
    if (text != word) continue;
    if (!overvote) reading.kind = kind;
    return reading;
  }
  // Names may hold commas: the longest choice that fits is taken first.
  while (!text.empty()) {
    std::string_view best;
    for (const auto& [name, votes] : choices) {
      const bool fits = text.starts_with(name) &&
                        (text.size() == name.size() || text.substr(name.size()).starts_with(", "));
      if (fits && name.size() > best.size()) best = name;
    }
    constexpr std::string_view kInvalid = "INVALID_WRITE_IN";
    if (best.empty() && text.starts_with(kInvalid)) {
      text.remove_prefix(kInvalid.size());
    } else if (best.empty()) {
      return std::nullopt;
    } else {
      reading.choices.emplace_back(best);
      text.remove_prefix(best.size());
    }
    if (text.starts_with(", ")) text.remove_prefix(2);
  }
  return reading;
}

bool is_arlo_report(std::string_view text) {
  CsvReader reader{std::string(text.substr(0, 4096))};
  while (reader.next()) {
    const auto& fields = reader.fields();
    if (trimmed(fields.front()).empty()) continue;
    return !section_name(fields.front()).empty();
  }
  return false;
}

ArloReport read_arlo_report(std::string text, const std::string& file, ProblemList& problems) {
  return ArloReader(cut_sections(std::move(text), file, problems), file, problems).run();
}

}  // namespace recanvass::formats
