resource "google_storage_bucket_iam_member" "wrong" {
  # ruleid: gcp-public-member
  member = "allUsers"
}

resource "google_storage_bucket_iam_member" "right" {
  # ok: gcp-public-member
  member = "user:someone@example.org"
}

resource "google_storage_bucket" "wrong" {
  # ruleid: gcp-bucket-uniform-access
  uniform_bucket_level_access = false
}

resource "google_storage_bucket" "right" {
  # ok: gcp-bucket-uniform-access
  uniform_bucket_level_access = true
}

resource "google_project_iam_member" "wrong" {
  # ruleid: gcp-primitive-role
  role = "roles/editor"
}

resource "google_project_iam_member" "right" {
  # ok: gcp-primitive-role
  role = "roles/storage.objectViewer"
}
