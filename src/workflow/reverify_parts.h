// What the checks of published audits share: words, names in cells, where a card of Colorado lies.
// Used only by workflow/reverify_*.cpp.
#pragma once

#include "audit/published_figure.h"
#include "formats/published_colorado.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::workflow {

/// "a, b, c and 3 more"
[[nodiscard]] std::string some_of(const std::vector<std::string>& names, std::size_t names_max);

/// "2.84%", of a probability; "<0.01%" below that.
[[nodiscard]] std::string risk_words(double risk);

/// The names in a cell that is a list of texts in quotation marks, "\"A\",\"B\""; a cell without
/// marks is one name. Empty for "", "N/A" and "null".
[[nodiscard]] std::vector<std::string> quoted_names(std::string_view cell);

/// Cards in the order of a county's manifest, by what a scanner prints on them.
class CardPlaces {
 public:
  /// @param in_own_order  the county's own manifest; otherwise batches are put in the order of
  ///                      scanner and batch number, which most counties use
  CardPlaces(std::vector<formats::ColoradoBatch> batches, bool in_own_order);
  [[nodiscard]] bool in_own_order() const { return in_own_order_; }
  [[nodiscard]] std::int64_t cards() const { return cards_; }
  /// The number of the card "scanner-batch-position", from 1; no value: no such card.
  [[nodiscard]] std::optional<std::int64_t> place_of(std::string_view imprint) const;

 private:
  std::vector<formats::ColoradoBatch> batches_;
  bool in_own_order_;
  std::int64_t cards_ = 0;
};

/// Colorado's export, as workflow/reverify_colorado.cpp and reverify_colorado_draw.cpp check it.
void check_colorado_draw(const formats::ColoradoExport& published, audit::FigureChecks& checks,
                         std::vector<std::string>& summary);

}  // namespace recanvass::workflow
