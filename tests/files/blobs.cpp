#include "adapters/files/blobs.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "base/cipher.h"

namespace yiwang {
namespace {

namespace fs = std::filesystem;

class BlobFolder : public testing::Test {
 protected:
  fs::path folder = fs::temp_directory_path() / ("yiwang_blobs_" + std::to_string(::getpid()));
  void SetUp() override { fs::remove_all(folder); }
  void TearDown() override { fs::remove_all(folder); }
  static std::string id_of(std::string_view bytes) { return to_hex(sha256(bytes)); }
  fs::path file_of(const std::string& id) const { return folder / id.substr(0, 2) / id.substr(2, 2) / id; }
};

TEST_F(BlobFolder, KeepsWhatItIsGivenOverAReopening) {
  const std::string picture("\x89PNG\0\xff\n", 8);
  const std::string nothing, large(5u << 20, 'a');
  {
    const auto blobs = open_blobs(folder);
    for (const auto* bytes : {&picture, &nothing, &large}) blobs->put(id_of(*bytes), *bytes);
    blobs->put(id_of(picture), picture);
  }
  const auto blobs = open_blobs(folder);
  for (const auto* bytes : {&picture, &nothing, &large}) EXPECT_EQ(blobs->get(id_of(*bytes)), *bytes);
  EXPECT_FALSE(blobs->get(id_of("never given")));
}

TEST_F(BlobFolder, TakesOnlyTheContentsOwnId) {
  const auto blobs = open_blobs(folder);
  EXPECT_THROW(blobs->put(id_of("a"), "b"), std::invalid_argument);
  EXPECT_THROW(blobs->put("../../etc/passwd", "b"), std::invalid_argument);
  EXPECT_FALSE(blobs->get("../../../../../../../../etc/passwd"));
  EXPECT_FALSE(blobs->get(std::string(62, 'a') + "/."));
}

TEST_F(BlobFolder, NeverHandsOutDamagedBytes) {
  const auto blobs = open_blobs(folder);
  blobs->put(id_of("evidence"), "evidence");
  std::ofstream(file_of(id_of("evidence"))) << "evidencE";
  EXPECT_THROW(blobs->get(id_of("evidence")), std::runtime_error);
}

TEST_F(BlobFolder, ClearsWhatACrashLeft) {
  open_blobs(folder);
  std::ofstream(folder / "part" / "torn") << "half";
  const auto blobs = open_blobs(folder);
  EXPECT_TRUE(fs::is_empty(folder / "part"));
}

TEST_F(BlobFolder, TakesTheSameFileFromManyThreads) {
  const auto blobs = open_blobs(folder);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) blobs->put(id_of(std::to_string(i)), std::to_string(i));
    });
  }
  for (auto& thread : threads) thread.join();
  for (int i = 0; i < 20; ++i) EXPECT_EQ(blobs->get(id_of(std::to_string(i))), std::to_string(i));
  EXPECT_TRUE(fs::is_empty(folder / "part"));
}

}  // namespace
}  // namespace yiwang
