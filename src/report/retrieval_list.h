// Retrieval lists and container tags: which batches are fetched from which container, who fetched
// and who returned them; and a tag for each container and each batch with its id as a QR code. No
// figure of a machine and no number of ballots stands on them: those who fetch also count.
#pragma once

#include "report/paper.h"

#include <string>
#include <vector>

namespace recanvass::report {

struct RetrievalBatch {
  std::string batch;
  std::string unit;  ///< name
};

struct RetrievalContainer {
  std::string id;
  std::string county;  ///< name
  std::vector<RetrievalBatch> batches;
};

struct Retrieval {
  PaperHeading heading;
  std::string place;
  std::vector<RetrievalContainer> containers;
};

/// A page or more a container. CSV: one row a batch.
[[nodiscard]] PaperDocument retrieval_list(const Retrieval& retrieval, const PaperStyle& style);

/// Four tags a page: one for each container, then one for each of its batches. CSV: one row a tag.
[[nodiscard]] PaperDocument container_tags(const Retrieval& retrieval, const PaperStyle& style);

}  // namespace recanvass::report
