#include "licet/evidence/pack.h"

#include <gtest/gtest.h>

#include "licet/base/text.h"

// The archive's own verifier is apps/verify; here is what goes in.
namespace licet::evidence {
namespace {

TEST(Tar, TheSamePartsGiveTheSameBytes) {
  const std::vector<Part> parts{{"a.json", "{}"}, {"documents/b", std::string(513, 'x')}};
  const std::string bytes = tar_of(parts).value();
  EXPECT_EQ(bytes, tar_of(parts).value());
  EXPECT_EQ(bytes.size(), 512u * (2 + 3 + 2));
  EXPECT_EQ(bytes.substr(0, 6), "a.json");
  EXPECT_EQ(bytes.substr(257, 5), "ustar");
  EXPECT_EQ(bytes.substr(124, 11), "00000000002");
}

TEST(Tar, PathsArePlainAndTheirOwn) {
  EXPECT_FALSE(tar_of({{"a", ""}, {"a", ""}}).ok());
  EXPECT_FALSE(tar_of({{"", ""}}).ok());
  EXPECT_FALSE(tar_of({{"a b", ""}}).ok());
  EXPECT_FALSE(tar_of({{std::string(100, 'a'), ""}}).ok());
  EXPECT_EQ(path_step("Rechnung März.pdf").value(), "Rechnung%20M%C3%A4rz.pdf");
  EXPECT_EQ(path_step("../x").value(), "..%2Fx");
  EXPECT_FALSE(path_step("..").ok());
  EXPECT_FALSE(path_step("").ok());
  EXPECT_FALSE(path_step(std::string(40, ' ')).ok());
}

class PackTest : public testing::Test {
 protected:
  PackTest() : ledger_(ledger::open_sqlite(":memory:").value()) {
    answer_ = ledger::make_record(
        read_json(R"({"asked":{"question":{"activity":"export"}},"engine":"e","on":"2020-01-01",)"
                  R"("question":"sha256:q","snapshot":"sha256:s","verdict":"NLR"})").value());
    post(answer_entry(answer_, "2020-01-01T00:00:00"));
  }
  void post(const ledger::Entry& entry) {
    const auto posting = ledger_.post({entry});
    ASSERT_TRUE(posting.ok() && !posting.value().refusal) << entry.key;
  }
  Result<Pack> pack(const std::vector<Part>& documents) {
    return make_pack(ledger_, read_matter(ledger_, answer_.id).value(), Json(), documents, key_);
  }

  ledger::Ledger ledger_;
  ledger::AnswerRecord answer_;
  ledger::KeyPair key_ = ledger::key_of_seed({7}).value();
};

TEST_F(PackTest, IsTheSameWheneverItIsMadeOfTheSameLog) {
  EXPECT_EQ(pack({}).value().bytes, pack({}).value().bytes);
  const std::string before = pack({}).value().bytes;
  post({"s", "note", "n", "2020-01-02T00:00:00", Json(Json::Object{})});
  EXPECT_NE(pack({}).value().bytes, before);  // another checkpoint
}

TEST_F(PackTest, DocumentsAreThoseRecorded) {
  const Part document{"invoice 7.pdf", "%PDF"};
  EXPECT_EQ(pack({document}).error().code, Code::BadValue);
  post(document_entry(answer_.id, document, "2020-01-03T00:00:00").value());
  const Pack with = pack({document}).value();
  EXPECT_NE(with.bytes.find("documents/invoice%207.pdf"), std::string::npos);
  EXPECT_TRUE(with.manifest.find("documents_absent")->array().empty());
  // Recorded and not given: said, not hidden.
  EXPECT_EQ(pack({}).value().manifest.find("documents_absent")->array().at(0).text("name"),
            "invoice 7.pdf");
  EXPECT_EQ(pack({{"invoice 7.pdf", "%PDF-"}}).error().code, Code::BadValue);
  EXPECT_EQ(pack({document, document}).error().code, Code::BadValue);
}

}  // namespace
}  // namespace licet::evidence
