// What the state of Colorado publishes of a risk-limiting audit, out of its audit software and its
// reports: contests by round, totals, batches, cards drawn, cards that differed. One reader for all
// files of an audit, each known by its columns. docs/formats/published-audits.md lists them.
#pragma once

#include "formats/problem_list.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

/// Where a row stands.
struct PublishedRow {
  std::string file;
  std::int64_t line = 0;
  [[nodiscard]] std::string text() const { return file + ":" + std::to_string(line); }
};

/// A row of contest.csv. Figures of columns that the file does not have are absent.
struct ColoradoContest {
  PublishedRow row;
  std::string name;
  std::string reason;  ///< "state_wide_contest"
  std::string status;  ///< "risk_limit_achieved"
  std::int64_t winners_allowed = 1;
  std::int64_t cards = 0;  ///< of all counties that have the contest
  std::string winners;  ///< as written
  std::int64_t margin_votes = 0;
  std::string risk_limit;
  double risk_limit_value = 0.0;
  std::int64_t sampled = 0;
  bool discrepancies_given = false;
  std::int64_t one_over = 0, two_over = 0, one_under = 0, two_under = 0;
  double inflation = 1.03905;
  std::optional<std::int64_t> overstatements;
  /// Of cards that were read: other differences, and those of which the board could not agree.
  std::optional<std::int64_t> others, disagreements;
  std::optional<std::int64_t> carrying;  ///< cards that have the contest, of `cards`
  std::optional<std::int64_t> optimistic, estimated;
};

/// One file of contests: the state of the audit at the end of a round.
struct ColoradoRound {
  std::string file;
  std::vector<ColoradoContest> contests;
};

struct ColoradoVotes {
  PublishedRow row;
  std::string county;  ///< empty in the state's totals
  std::string contest, choice;
  std::int64_t votes = 0;
};

struct ColoradoBatch {
  PublishedRow row;
  std::string county, scanner, batch;
  std::int64_t in_manifest = 0;
  std::optional<std::int64_t> recorded, difference;
};

/// The records that were drawn for a contest, by the numbers of the publisher's database.
struct ColoradoSelection {
  PublishedRow row;
  std::string contest;
  std::int64_t margin_votes = 0;
  std::vector<std::int64_t> records;
};

/// A row of the report of results: risk in percent to one decimal, and what it rests on, as
/// printed; by the column's name in small letters.
struct ColoradoSummary {
  PublishedRow row;
  std::map<std::string, std::string, std::less<>> cells;
  [[nodiscard]] std::string_view cell(std::string_view column) const;
};

/// A card whose record and paper were compared.
struct ColoradoReading {
  PublishedRow row;
  std::string county, contest, imprint, recorded, found, reason, cause;
};

/// A row of the list of contests chosen for the audit, made before all cards were counted.
struct ColoradoTarget {
  PublishedRow row;
  std::string county, contest;
  std::int64_t winner = 0, loser = 0, margin_votes = 0;
  std::string diluted;  ///< "8.15%"
  std::string risk_limit;
  std::int64_t sample = 0, cards = 0;
  std::string remark;
};

/// A row that holds what its columns cannot: nothing is taken from it.
struct UnreadRow {
  PublishedRow row;
  std::string subject;  ///< the contest, county or card that its first cells name
  std::string reason;
};

struct ColoradoExport {
  std::vector<ColoradoRound> rounds;
  std::vector<ColoradoVotes> votes, county_votes;
  std::vector<std::pair<std::string, std::string>> county_contests;  ///< county, contest
  std::vector<ColoradoBatch> batches;  ///< of the comparison of manifests and records
  std::vector<ColoradoBatch> manifest;  ///< of counties' own manifests, in their order
  std::vector<ColoradoSelection> selections;
  std::vector<ColoradoSummary> summaries;
  bool readings_are_complete = false;  ///< every card compared, not only those that differed
  std::vector<ColoradoReading> readings;
  std::vector<ColoradoTarget> targets;
  std::vector<std::string> seeds;
  std::set<std::string> ambiguous;  ///< names that stand for several contests of one file
  std::vector<std::string> files;  ///< that were read
  std::vector<std::string> remarks;  ///< columns and rows that nothing was read from
  std::vector<UnreadRow> unread;  ///< of files of which other rows could be read
};

/// True for the first rows of one of these files.
[[nodiscard]] bool is_colorado_table(const std::vector<std::vector<std::string_view>>& rows);

/// Adds what one file holds. @param text  UTF-8
/// Causes, of a file of which no row can be read: those of PublishedTable; published.selection,
/// published.share, published.number. Of others such rows are `unread`.
void read_colorado(std::string text, const std::string& file, ColoradoExport& into,
                   ProblemList& problems);

}  // namespace recanvass::formats
