#include "verify/withheld.h"

#include "base/figures.h"
#include "formats/csv.h"
#include "verify/standing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace recanvass::verify {
namespace {

constexpr const char* kFile = "public/withheld.csv";
constexpr std::array<std::string_view, 7> kColumns = {"position", "kind", "county", "unit",
                                                      "batch",    "why",  "group"};

base::Problem row_problem(const char* cause, std::int64_t line, std::string wanted) {
  return {cause,
          {kFile, line, ""},
          "something else",
          std::move(wanted),
          "Take the folder again from where it was published."};
}

std::optional<std::uint64_t> whole(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool plain = error == std::errc() && end == text.data() + text.size() && !text.empty() &&
                     (text == "0" || text[0] != '0');
  return plain ? std::optional(number) : std::nullopt;
}

std::string counted_of(const std::map<std::string, std::int64_t>& by_reason, const char* why) {
  const auto found = by_reason.find(why);
  return base::grouped(found == by_reason.end() ? 0 : found->second);
}

std::int64_t sum_of(const StatedGroup& group) {
  std::int64_t sum = group.blank + group.over;
  for (const auto& [choice, votes] : group.votes) sum += votes;
  return sum;
}

// Where a group is, by its id and by the units in it.
bool is_in_its_place(const StatedGroup& group, const Record& record) {
  const bool of_unit = group.id.starts_with("unit:");
  const bool of_county = group.id.starts_with("county:");
  if (group.id != (of_unit ? "unit:" + group.unit : of_county ? "county:" + group.county : "all")) {
    return false;
  }
  if (of_unit != !group.unit.empty() || (group.id == "all") != group.county.empty()) return false;
  return std::all_of(group.units.begin(), group.units.end(), [&](const std::string& unit) {
    return (group.county.empty() || record.county_given_for(unit) == group.county) &&
           (!of_unit || unit == group.unit);
  });
}

bool is_merged_county(const Record& record, const std::string& county) {
  return std::any_of(record.batches.begin(), record.batches.end(), [&](const auto& entry) {
    return entry.second.county == county && entry.second.group == "all";
  });
}

bool is_withheld_kind(const WithheldRow& row) {
  if (row.kind == "returns.add" || row.kind == "result.version") {
    return row.why == "open" && row.batch.empty() && row.unit.empty();
  }
  if (row.kind == "drawdown.record" || row.kind == "result.machine" || row.kind == "cause.assign") {
    return row.batch.empty() && !row.unit.empty();
  }
  if (row.kind == "media.load" || row.kind == "vvpat.audit") return row.batch.empty();
  if (row.kind == "county.statement") {
    return row.why == "merged" && row.batch.empty() && row.unit.empty() && row.group.empty();
  }
  if (row.kind == "reading.enter" || row.kind == "reading.adjudicate") {
    return row.why == "open" && row.unit.empty() && row.batch.empty() && row.group.empty();
  }
  if (row.kind.starts_with("challenge.")) return row.why != "open" && !row.batch.empty();
  return (row.kind == "tally.enter" || row.kind == "tally.adjudicate") && !row.batch.empty();
}

// "; that what was reported of W1 cannot be was not checked", or nothing.
std::string unseen_words(const BundleList& list) {
  constexpr std::size_t kNamed = 20;
  if (list.impossible.empty()) return {};
  std::vector<std::string> named = list.impossible;
  if (named.size() > kNamed) named.resize(kNamed);
  return fmt::format("; that what was reported of {}{} cannot be is said there and was not checked",
                     fmt::join(named, ", "),
                     list.impossible.size() > kNamed
                         ? fmt::format(" and {} more", list.impossible.size() - kNamed)
                         : std::string());
}

}  // namespace

base::Result<std::vector<WithheldRow>> parse_withheld(std::string_view csv) {
  formats::CsvReader reader{std::string(csv)};
  if (!reader.next() || !std::equal(kColumns.begin(), kColumns.end(), reader.fields().begin(),
                                    reader.fields().end())) {
    return row_problem("withheld.columns", 1, "the columns of the format");
  }
  std::vector<WithheldRow> rows;
  while (reader.next()) {
    const auto& fields = reader.fields();
    const auto position = fields.size() == kColumns.size() ? whole(fields[0]) : std::nullopt;
    if (!position || (!rows.empty() && rows.back().position >= *position)) {
      return row_problem("withheld.row", reader.line(), "a row by position");
    }
    rows.push_back({*position, std::string(fields[1]), std::string(fields[2]),
                    std::string(fields[3]), std::string(fields[4]), std::string(fields[5]),
                    std::string(fields[6])});
  }
  if (reader.fault()) return row_problem("withheld.csv", reader.fault()->line, "CSV (RFC 4180)");
  return rows;
}

void WithheldCheck::fault(std::uint64_t position, const std::string& words) {
  book_.fault(CheckId::V18, {fmt::format("entry {}: {}", position, words), kFile, position});
}

const WithheldRow* WithheldCheck::take(std::uint64_t position, bool is_withheld) {
  while (next_ < rows_.size() && rows_[next_].position < position) ++next_;
  const bool listed = next_ < rows_.size() && rows_[next_].position == position;
  if (listed && !is_withheld) fault(position, "it is listed as withheld, and is given");
  if (!listed && is_withheld) fault(position, "it is withheld and not listed");
  return listed && is_withheld ? &rows_[next_] : nullptr;
}

void WithheldCheck::check_row(const WithheldRow& row, const Record& record) {
  if (!is_withheld_kind(row)) {
    fault(row.position, fmt::format("an entry of kind {} is never withheld for that", row.kind));
    return;
  }
  check_reason(row, record);
  if (row.kind == "county.statement" && !is_merged_county(record, row.county)) {
    fault(row.position, fmt::format("{} is no county that is given only with others", row.county));
  }
  if (!row.group.empty() && row.group != "all" && row.group != "county:" + row.county &&
      row.group != "unit:" + row.unit) {
    fault(row.position, fmt::format("{} is no group of its place", row.group));
  }
  if (row.batch.empty()) return;
  const auto found = record.batches.find(row.batch);
  if (found == record.batches.end()) {
    fault(row.position, fmt::format("batch {} is not on the manifest", row.batch));
    return;
  }
  const Batch& batch = found->second;
  if (batch.unit != row.unit) {
    fault(row.position, fmt::format("batch {} is of the unit {}", row.batch, batch.unit));
  }
  if (!row.kind.starts_with("challenge.") && batch.group != row.group) {
    fault(row.position, fmt::format("other entries of batch {} are in another group", row.batch));
  }
  if (!batch.readings.empty() || batch.settled) {
    fault(row.position, fmt::format("other entries of batch {} are given", row.batch));
  }
}

void WithheldCheck::check_reason(const WithheldRow& row, const Record& record) {
  if (row.why == "open" && !row.unit.empty() && fate_of(record, row.unit) != Fate::Open) {
    fault(row.position, fmt::format("the count of {} is signed off, so it is not open", row.unit));
  } else if (row.why != "open" && row.why != "small" && row.why != "merged") {
    fault(row.position, fmt::format("\"{}\" is no reason", row.why));
  }
}

void WithheldCheck::check_group(const StatedGroup& group, const Record& record,
                                const BundleList& list) {
  const auto stated = [&](const std::string& words) {
    book_.fault(CheckId::V18,
                {fmt::format("group {}: {}", group.id, words), "bundle.json", std::nullopt, "", "",
                 group.unit.empty() ? group.county : group.unit});
  };
  if (group.ballots < list.minimum_ballots) {
    stated(fmt::format("it has {}, and the rule is {}", group.ballots, list.minimum_ballots));
  }
  if (sum_of(group) > group.ballots * record.vote_for) {
    stated(fmt::format("votes, blank and over are {}, and {} ballots allow {}", sum_of(group),
                       group.ballots, group.ballots * record.vote_for));
  }
  for (const auto& [choice, votes] : group.votes) {
    if (!record.has_choice(choice)) stated(fmt::format("\"{}\" is no choice", choice));
  }
  if (!is_in_its_place(group, record)) stated("its id, place and units are not of one place");
  std::set<std::string> batches;
  std::set<std::string> units;
  for (const WithheldRow& row : rows_) {
    if (row.group != group.id) continue;
    if (!row.batch.empty()) batches.insert(row.batch);
    units.insert(row.unit);
  }
  if (units != std::set<std::string>(group.units.begin(), group.units.end())) {
    stated("its units are not those of the entries that it stands for");
  }
  if (static_cast<std::int64_t>(batches.size()) != group.batches) {
    stated(fmt::format("it is of {} batches, and {} are withheld for it", group.batches,
                       batches.size()));
  }
  for (const std::string& id : units) {
    if (fate_of(record, id) != Fate::Open) continue;
    stated(fmt::format("the count of {} is not signed off", id));
  }
}

// That figures cannot be is only said without them where they are withheld.
void WithheldCheck::check_impossible(const Record& record, const BundleList& list) {
  for (const std::string& id : list.impossible) {
    const auto unit = record.units.find(id);
    const bool unseen = unit != record.units.end() && record.returns_withheld > 0 &&
                        (!unit->second.returns_given || unit->second.found_later);
    if (unseen) continue;
    book_.fault(CheckId::V18,
                {fmt::format("impossible: bundle.json says it of the reported figures of {}, and "
                             "they are not withheld",
                             id),
                 "bundle.json", std::nullopt, "", "", id});
  }
}

void WithheldCheck::conclude(const Record& record, const BundleList& list) {
  std::map<std::string, std::int64_t> by_reason = {{"merged", 0}, {"open", 0}, {"small", 0}};
  for (const WithheldRow& row : rows_) {
    ++by_reason[row.why];
    check_row(row, record);
  }
  if (by_reason != list.withheld) {
    book_.fault(CheckId::V18, {"bundle.json counts other entries as withheld than " +
                                   std::string(kFile) + " lists",
                               "bundle.json"});
  }
  for (const StatedGroup& group : list.groups) check_group(group, record, list);
  check_impossible(record, list);
  if (rows_.empty()) {
    book_.done(CheckId::V18, "nothing is withheld");
    return;
  }
  book_.not_checked(
      CheckId::V18,
      fmt::format(
          "what {} of {} say: {} of units whose count is open, {} of cells under {} "
          "ballots, {} merged with those. Their hashes stand in the tree, and kinds, places "
          "and reasons are possible ones; that the cells are so small was not seen. Sums "
          "stated for groups of them are possible, and who vouches for them is in V20{}",
          base::grouped(static_cast<std::int64_t>(rows_.size())),
          base::counted(record.entries, "entry", "entries"), counted_of(by_reason, "open"),
          counted_of(by_reason, "small"), list.minimum_ballots, counted_of(by_reason, "merged"),
          unseen_words(list)),
      base::counted(static_cast<std::int64_t>(rows_.size()), "row of the list",
                    "rows of the list"));
}

}  // namespace recanvass::verify
