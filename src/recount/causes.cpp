#include "recount/causes.h"

#include "base/figures.h"
#include "base/nearest.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace recanvass::recount {
namespace {

constexpr std::string_view kUnexplained = "UNEXPLAINED";
constexpr std::string_view kWisconsin = "Wisconsin Elections Commission, daily updates, 2016";
constexpr std::string_view kPractice = "recount practice in several states";
constexpr std::string_view kColorado = "Colorado, discrepancy report of the 2020 general election";

constexpr auto kRecount = CauseField::Recount;
constexpr auto kAudit = CauseField::Audit;

constexpr std::array kCauses = {
    Cause{"PEN", kRecount, "marks or a pen that the scanner could not see",
          "Marinette, Oconto County: Wisconsin Elections Commission, daily updates, 2016"},
    Cause{"JAM", kRecount, "ballots fed twice, or not at all, after a jam",
          "Kaukauna: Wisconsin Elections Commission, daily updates, 2016; Detroit 2016"},
    Cause{"STACK", kRecount, "a stack of ballots counted twice, or not at all",
          "Kossuth: Wisconsin Elections Commission, daily updates, 2016"},
    Cause{"TRANSPOSE", kRecount, "figures exchanged or mistyped",
          "Milwaukee Ward 34: Wisconsin Elections Commission, 12 December 2016"},
    Cause{"ARITHMETIC", kRecount, "an addition in the canvass was wrong",
          "Colby: Wisconsin Elections Commission, 12 December 2016"},
    Cause{"HAND_COUNT", kRecount, "a slip in a hand count on election night",
          "Carson: Wisconsin Elections Commission, 12 December 2016"},
    Cause{"UPLOAD", kRecount, "a memory card loaded twice, with an outdated definition, or not",
          "Antrim County 2020; Monmouth County 2022"},
    Cause{"ABSENT_FOUND", kRecount, "absentee ballots found unopened in their envelopes",
          "Madison Ward 2: Wisconsin Elections Commission, daily updates, 2016"},
    Cause{"ENV_DEFECT", kRecount, "an absentee envelope was found defective",
          "Wis. Stat. 9.01(1)(b)2"},
    Cause{"NO_INITIALS", kRecount,
          "ballots without initials, removed because ballots exceeded voters",
          "Prescott: Wisconsin Elections Commission, daily updates, 2016"},
    Cause{"DRAWDOWN", kRecount, "ballots drawn at random because ballots exceeded voters",
          "Wis. Stat. 9.01(1)(b)5"},
    Cause{"WRITEIN", kRecount, "a write-in not tallied, or one that overvoted the contest",
          "City of Manitowoc: Wisconsin Elections Commission, daily updates, 2016"},
    Cause{"DUP_ERROR", kRecount, "a duplicate of a damaged ballot was wrong", kPractice},
    Cause{"INTENT", kRecount, "the board ruled on the voter's intent", kWisconsin},
    Cause{"WRONG_STYLE", kRecount, "a ballot of the wrong style was given out", kPractice},
    Cause{"OTHER_UNIT", kRecount, "ballots of another unit lay in the container",
          "Outagamie and Calumet counties 2016, an observer's notes"},
    Cause{"LEFT", kRecount, "a voter signed in and left without casting the ballot", kPractice},
    Cause{"LOST", kRecount, "ballots are missing", "Hale County, Alabama, 2004"},
    Cause{"PROV", kRecount, "the status of provisional ballots was settled", kPractice},
    Cause{"CO_WRONG_BALLOT", kAudit, "the audit pulled another ballot than the one drawn",
          kColorado},
    Cause{"CO_BOARD_ENTRY", kAudit, "the audit board entered what it did not see", kColorado},
    Cause{"CO_NAME_MATCH", kAudit, "the audit software did not match two spellings of a name",
          kColorado},
    Cause{"CO_ADJUDICATION", kAudit, "the ballot was adjudicated wrongly before the audit",
          kColorado},
    Cause{"CO_SYSTEM_LIMIT", kAudit, "the voting system could not read the mark", kColorado},
    Cause{"CO_AMBIGUOUS", kAudit, "the voter's intent can be read in two ways", kColorado},
    Cause{kUnexplained, kRecount, "the cause was looked for and not found", kPractice},
};

bool counts_as_cause(const GivenCause& given) {
  if (cause_named(given.cause) == nullptr) return false;
  return given.cause != kUnexplained || !given.minute.empty();
}

}  // namespace

std::span<const Cause> causes() { return kCauses; }

const Cause* cause_named(std::string_view id) {
  const auto* place = std::ranges::find(kCauses, id, &Cause::id);
  return place == kCauses.end() ? nullptr : place;
}

std::string translation_key(const Cause& cause) { return fmt::format("cause.{}", cause.id); }

base::Result<std::string> read_cause(const std::string& text) {
  if (cause_named(text) != nullptr) return text;
  std::vector<std::string> ids;
  for (const Cause& cause : kCauses) ids.emplace_back(cause.id);
  const auto meant = base::nearest(text, ids);
  return base::Problem{"cause.unknown",
                       {"", 0, "cause"},
                       fmt::format("\"{}\"", text),
                       fmt::format("one of: {}", fmt::join(ids, ", ")),
                       meant ? fmt::format("Write {}.", *meant)
                             : "Choose one; UNEXPLAINED with a minute when none was found."};
}

CertificateCheck check_certificate(const Difference& difference,
                                   const std::map<UnitKey, std::vector<GivenCause>>& given) {
  CertificateCheck check;
  check.open = difference.only_before;
  for (const UnitChange& change : difference.changed) {
    const auto entry = given.find(change.key);
    const bool has_cause =
        entry != given.end() && std::ranges::any_of(entry->second, counts_as_cause);
    if (!has_cause) {
      check.lacking.push_back(change.key);
      continue;
    }
    const bool is_unexplained = std::ranges::any_of(
        entry->second, [](const GivenCause& cause) { return cause.cause == kUnexplained; });
    if (is_unexplained) check.unexplained.push_back(change.key);
  }
  return check;
}

std::string CertificateCheck::sentence() const {
  if (may_certify()) {
    return unexplained.empty()
               ? "Every changed unit has a cause."
               : fmt::format(
                     "Every changed unit has a cause or is minuted as unexplained ({}).",
                     base::counted(static_cast<std::int64_t>(unexplained.size()), "unit", "units"));
  }
  std::string out = "The certificate is refused:";
  if (!lacking.empty()) {
    out += fmt::format(" {} a cause (first: {}, {})",
                       base::counted(static_cast<std::int64_t>(lacking.size()),
                                     "changed unit lacks", "changed units lack"),
                       lacking.front().unit, lacking.front().county);
  }
  if (!open.empty()) {
    out +=
        fmt::format("{} {} open", lacking.empty() ? "" : ";",
                    base::counted(static_cast<std::int64_t>(open.size()), "unit is", "units are"));
  }
  return out + ".";
}

}  // namespace recanvass::recount
