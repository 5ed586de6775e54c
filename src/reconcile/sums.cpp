#include "reconcile/sums.h"

#include "base/figures.h"

#include <fmt/core.h>

namespace recanvass::reconcile {
namespace {

using election::BallotCount;

Finding batch_finding(const UnitRecord& record, const BatchFigures& batch, Severity severity,
                      NamedFigure left, NamedFigure right) {
  Finding finding = compare(Rule::R5, severity, record.unit, std::move(left), std::move(right));
  finding.about = batch.batch;
  finding.words = fmt::format("batch {}: {}", batch.batch, finding.words);
  return finding;
}

// What there is of a batch that nobody listed: its paper before its records.
NamedFigure there_of(const BatchFigures& batch) {
  if (batch.counted) return {"ballots counted", batch.counted->value()};
  if (batch.cvr) return {"cast vote records", batch.cvr->value()};
  return {"ballots counted", 0, "nothing"};
}

void compare_batch(const UnitRecord& record, const BatchFigures& batch, Findings& out) {
  const auto absent = [&](std::string_view where, const NamedFigure& left,
                          const NamedFigure& right) {
    out.found.push_back(batch_finding(record, batch, Severity::Red, left, right));
    out.found.back().words = fmt::format("batch {} is not in the {}", batch.batch, where);
  };
  if (!batch.manifest) {
    absent("manifest", there_of(batch), {"manifest", 0, "not listed"});
    return;
  }
  const NamedFigure manifest{"manifest", batch.manifest->value()};
  if (batch.counted && *batch.counted != *batch.manifest) {
    out.found.push_back(batch_finding(record, batch, Severity::Amber,
                                      {"ballots counted", batch.counted->value()}, manifest));
  }
  if (batch.cvr && *batch.cvr != *batch.manifest) {
    out.found.push_back(batch_finding(record, batch, Severity::Amber,
                                      {"cast vote records", batch.cvr->value()}, manifest));
  }
  if (!batch.counted && !batch.cvr) {
    out.not_checked.push_back(
        {Rule::R5, record.unit, batch.batch, {"ballots counted", "cast vote records"}});
  } else {
    out.checked.push_back(Rule::R5);
  }
}

// A batch that is left off the manifest is in no other comparison.
Findings check_listing(const UnitRecord& record) {
  Findings out;
  BallotCount listed;
  for (const BatchFigures& batch : record.batches) {
    if (!batch.manifest) return out;  // said of the batch
    listed += *batch.manifest;
  }
  const std::string canvass(row_of(Figure::CanvassBallots).words);
  if (!record.figures.canvass_ballots) {
    out.not_checked.push_back({Rule::R5, record.unit, "manifest", {canvass}});
    return out;
  }
  out.checked.push_back(Rule::R5);
  if (listed == *record.figures.canvass_ballots) return out;
  out.found.push_back(compare(Rule::R5, Severity::Amber, record.unit,
                              {"ballots in the batches listed", listed.value()},
                              {canvass, record.figures.canvass_ballots->value()}));
  out.found.back().about = "manifest";
  return out;
}

}  // namespace

std::optional<std::int64_t> OpenSum::total() const {
  if (!open_parts.empty()) return std::nullopt;
  return at_least;
}

std::string OpenSum::words(std::string_view one, std::string_view many) const {
  if (open_parts.empty()) return base::grouped(at_least);
  return fmt::format("at least {}, {} open", base::grouped(at_least),
                     base::counted(static_cast<std::int64_t>(open_parts.size()), one, many));
}

OpenSum add_parts(const std::vector<SumPart>& parts) {
  OpenSum sum;
  BallotCount known;
  for (const SumPart& part : parts) {
    if (part.value) {
      RECANVASS_CHECK(*part.value >= 0);
      known += BallotCount(*part.value);
    } else {
      sum.open_parts.push_back(part.name);
    }
  }
  sum.at_least = known.value();
  return sum;
}

Findings check_sum(const SumLevel& level, const std::vector<SumPart>& parts,
                   std::optional<std::int64_t> stated) {
  Findings out;
  const OpenSum sum = add_parts(parts);
  std::vector<std::string> missing = sum.open_parts;
  if (!stated) missing.push_back(level.whole);
  if (missing.empty()) {
    out.checked.push_back(Rule::R4);
  } else {
    out.not_checked.push_back({Rule::R4, level.whole, level.what, missing});
  }
  if (!stated) return out;
  const bool wrong = sum.open_parts.empty() ? sum.at_least != *stated : sum.at_least > *stated;
  if (!wrong) return out;
  Finding finding =
      compare(Rule::R4, Severity::Red, level.whole,
              {fmt::format("sum of {}", level.parts), sum.at_least}, {level.whole, *stated});
  finding.about = level.what;
  finding.words =
      fmt::format("{}: {} add up to {}, {} says {}", level.what, level.parts,
                  sum.words(level.one_part, level.parts), level.whole, base::grouped(*stated));
  out.found.push_back(std::move(finding));
  return out;
}

Findings check_batches(const UnitRecord& record) {
  Findings out;
  if (record.batches.empty()) return out;
  std::vector<SumPart> parts;
  for (const BatchFigures& batch : record.batches) {
    compare_batch(record, batch, out);
    SumPart part{batch.batch, std::nullopt};
    if (batch.counted) part.value = batch.counted->value();
    parts.push_back(std::move(part));
  }
  out.append(check_listing(record));
  out.append(check_sum({record.unit, "ballots counted", "batch", "batches"}, parts,
                       value_of(record.figures, Figure::BallotsFound)));
  return out;
}

}  // namespace recanvass::reconcile
